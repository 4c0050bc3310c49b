package course.kit.proof;

import static java.util.Comparator.comparing;

import course.kit.Exercise;
import course.kit.Mistake;
import course.kit.track.Candidates;

import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The module that is being proved: what is in its folder. */
final class Lesson {
    static final Path FOLDER = Path.of("").toAbsolutePath();
    static final Path CLASSES = FOLDER.resolve("target/classes");
    static final Path TEST_CLASSES = FOLDER.resolve("target/test-classes");
    static final Path RESULTS = FOLDER.resolve("target/course");

    private Lesson() {}

    static String number() {
        return String.valueOf(Integer.parseInt(FOLDER.getFileName().toString().substring(0, 2)));
    }

    static List<Class<?>> specs() {
        return testClasses(type ->
                AnnotationSupport.isAnnotated(type, Exercise.class)
                        && type.getEnclosingClass() == null);
    }

    /** A spec's own exercise, and those of the parts that are nested in it. */
    static List<Exercise> exercises(Class<?> spec) {
        return Stream.concat(Stream.of(spec), Arrays.stream(spec.getDeclaredClasses()))
                .flatMap(part -> AnnotationSupport.findAnnotation(part, Exercise.class).stream())
                .toList();
    }

    /** The methods of a spec and of its parts, inherited ones as well. */
    static Stream<Method> examples(Class<?> spec) {
        return Stream.concat(Stream.of(spec), Arrays.stream(spec.getDeclaredClasses()))
                .flatMap(part ->
                        ReflectionSupport.findMethods(
                                part, method -> true, HierarchyTraversalMode.TOP_DOWN)
                                .stream());
    }

    static List<Class<?>> mistakes() {
        return testClasses(type -> type.isAnnotationPresent(Mistake.class));
    }

    static List<Class<?>> mistakesOf(Class<?> contract) {
        return mistakes().stream().filter(contract::isAssignableFrom).toList();
    }

    /** The spec that a mistake is run under. */
    static Class<?> specOf(Class<?> mistake) {
        return specs().stream()
                .filter(spec -> Candidates.contractOf(spec).isAssignableFrom(mistake))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError(mistake + " implements no contract that has a spec"));
    }

    private static List<Class<?>> testClasses(Predicate<Class<?>> wanted) {
        return TestClasses.FOUND.stream().filter(wanted).toList();
    }

    /** Looked for once, since a proof asks for each mistake's spec again and again. */
    private static final class TestClasses {
        static final List<Class<?>> FOUND =
                ReflectionSupport.findAllClassesInClasspathRoot(
                                TEST_CLASSES.toUri(), type -> true, name -> true)
                        .stream()
                        .sorted(comparing(Class::getName))
                        .toList();
    }
}
