package course.kit.proof;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;

import course.kit.Exercise;
import course.kit.Mistake;
import course.kit.text.CommandLines;
import course.kit.track.Candidates;
import course.kit.track.Track;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The module is built as the course's conventions say. */
final class ConventionsProof {

    @TestFactory
    Stream<DynamicTest> everyContractIsComplete() {
        assertThat(Lesson.specs()).as("the specs of this module").isNotEmpty();
        return Lesson.specs().stream()
                .map(spec ->
                        DynamicTest.dynamicTest(spec.getSimpleName(), () -> checkComplete(spec)));
    }

    private static void checkComplete(Class<?> spec) {
        var contract = Candidates.contractOf(spec);
        assertThat(contract).isInterface();
        for (var track : Track.values()) {
            assertThat(contract).isAssignableFrom(Candidates.implementation(contract, track));
        }
        assertThat(Lesson.mistakesOf(contract)).as("mistakes").hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void noImplementationIsWithoutItsSpec() throws IOException {
        var specified =
                Lesson.specs().stream()
                        .map(Candidates::contractOf)
                        .flatMap(contract ->
                                Arrays.stream(Track.values())
                                        .map(track ->
                                                Candidates.implementationName(contract, track)))
                        .toList();
        var prefixed =
                new ClassFileImporter()
                        .importPath(Lesson.CLASSES).stream()
                                .filter(type ->
                                        type.isTopLevelClass()
                                                && (type.getSimpleName().startsWith("Exercise")
                                                        || type.getSimpleName()
                                                                .startsWith("Reference")))
                                .map(type -> type.getName())
                                .toList();
        assertThat(prefixed).containsExactlyInAnyOrderElementsOf(specified);
    }

    @Test
    void everyMistakeNamesAnExampleOfItsSpec() {
        assertThat(Lesson.mistakes())
                .allSatisfy(mistake -> {
                    var promise = mistake.getAnnotation(Mistake.class);
                    assertThat(promise.saying()).isNotBlank();
                    assertThat(Lesson.examples(Lesson.specOf(mistake)).map(Method::getName))
                            .contains(promise.killedBy());
                });
    }

    /** An id starts with the module's number, so ids that are unique here are so in the course. */
    @Test
    void everyIdIsUniqueAndAHeadingOfTheLesson() throws IOException {
        var lesson = Files.readString(Path.of("README.md"));
        var ids =
                Lesson.specs().stream()
                        .flatMap(spec -> Lesson.exercises(spec).stream())
                        .map(Exercise::id)
                        .toList();
        assertThat(ids)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> {
                    assertThat(id).startsWith(Lesson.number() + ".");
                    assertThat(lesson).containsPattern("(?m)^#+ " + id + " ");
                });
    }

    /** A failure cites a section; what it is about stands under its title in TUTORIAL.md. */
    @Test
    void everySectionIsExplained() throws IOException {
        var sections = new HashMap<String, String>();
        var text = Files.readString(Lesson.FOLDER.resolveSibling("TUTORIAL.md"));
        for (var section : text.split("(?m)^## ")) {
            sections.put(section.lines().findFirst().orElse(""), section);
        }
        assertThat(Lesson.specs().stream().flatMap(spec -> Lesson.exercises(spec).stream()))
                .allSatisfy(exercise ->
                        assertThat(exercise.section().split(", "))
                                .allSatisfy(title -> {
                                    assertThat(sections).containsKey(title);
                                    assertThat(sections.get(title)).contains(exercise.id() + " ");
                                }));
    }

    /** A class with a main that no other demo starts. */
    @Test
    void theLessonSaysHowToRunEachDemo() throws IOException {
        var demos = demos();
        var commands = CommandLines.in(Files.readString(Path.of("README.md"))).toString();
        demos.forEach((demo, source) -> {
            var name = demo.replaceFirst(".*/", "");
            var startedBy = name + ".class";
            if (source.contains(" static void main(")
                    && demos.values().stream()
                            .noneMatch(other -> other != source && other.contains(startedBy))) {
                assertThat(commands)
                        .containsPattern("\\./course demo (\\d\\d/)?%s\\b".formatted(name));
            }
        });
    }

    private static Map<String, String> demos() throws IOException {
        var sources = Path.of("src/main/java");
        var demos = new TreeMap<String, String>();
        try (var files = Files.walk(sources)) {
            for (var file :
                    files.filter(file -> file.toString().matches(".*/demo/.*[.]java")).toList()) {
                var name = sources.relativize(file).toString().replaceFirst("[.]java$", "");
                demos.put(name, Files.readString(file));
            }
        }
        return demos;
    }

    /** The first TODO of each stub is what the stub throws, numbered after its exercise. */
    @TestFactory
    Stream<DynamicTest> everyStubNumbersItsTodos() {
        return Lesson.specs().stream()
                .map(spec -> DynamicTest.dynamicTest(spec.getSimpleName(), () -> checkTodos(spec)));
    }

    private static void checkTodos(Class<?> spec) throws IOException {
        var stub = Candidates.implementationName(Candidates.contractOf(spec), Track.EXERCISE);
        var source = Files.readString(Path.of("src/main/java", stub.replace('.', '/') + ".java"));
        assertThat(Lesson.exercises(spec))
                .allSatisfy(exercise ->
                        assertThat(source).contains("\"TODO " + exercise.id() + ".1: "));
    }

    @Test
    void exerciseAndReferenceDoNotKnowEachOther() {
        var classes = new ClassFileImporter().importPath(Lesson.CLASSES);
        noClasses()
                .that()
                .resideInAPackage("..exercise..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..reference..")
                .check(classes);
        noClasses()
                .that()
                .resideOutsideOfPackage("..exercise..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..exercise..")
                .check(classes);
    }
}
