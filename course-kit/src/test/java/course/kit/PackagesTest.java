package course.kit;

import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The kit's packages: small enough to find something in, with arrows that run one way. */
class PackagesTest {
    private static final int MOST_FILES = 14;
    private static final int MOST_LINES = 400;
    private static final Path SOURCES = Path.of("src/main/java/course/kit");
    private static final JavaClasses KIT =
            new ClassFileImporter().importPath(Path.of("target/classes"));

    /** For lessons: their use is not seen from here. */
    private static final Set<String> FOR_LESSONS =
            Set.of("course.kit", "course.kit.net", "course.kit.trace");

    /** For {@code course-result}. */
    private static final Set<String> FOR_RESULTS =
            Set.of("Catalogue", "CourseExercise", "CourseResult");

    /** For {@code course-cli}. */
    private static final Set<String> FOR_THE_COMMAND =
            Set.of(
                    "Compilation",
                    "ExampleName",
                    "Greeting",
                    "Message",
                    "Request",
                    "Seal",
                    "Processes.endAll");

    @Test
    void arrowsRunOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("course.kit..")
                .layer("authors")
                .definedBy("course.kit")
                .layer("track")
                .definedBy("course.kit.track")
                .layer("jvm")
                .definedBy("course.kit.jvm")
                .layer("failure")
                .definedBy("course.kit.failure")
                .layer("trace")
                .definedBy("course.kit.trace")
                .layer("net")
                .definedBy("course.kit.net")
                .layer("spec")
                .definedBy("course.kit.spec")
                .layer("example")
                .definedBy("course.kit.example")
                .layer("report")
                .definedBy("course.kit.report")
                .layer("catalogue")
                .definedBy("course.kit.catalogue")
                .layer("bench")
                .definedBy("course.kit.bench")
                .layer("standby")
                .definedBy("course.kit.standby")
                .layer("hint")
                .definedBy("course.kit.hint")
                .layer("likeness")
                .definedBy("course.kit.likeness")
                .layer("text")
                .definedBy("course.kit.text")
                .layer("proof")
                .definedBy("course.kit.proof")
                .ensureAllClassesAreContainedInArchitectureIgnoring("java..", "org..")
                .whereLayer("track")
                .mayNotAccessAnyLayer()
                .whereLayer("jvm")
                .mayNotAccessAnyLayer()
                .whereLayer("text")
                .mayNotAccessAnyLayer()
                .whereLayer("hint")
                .mayNotAccessAnyLayer()
                .whereLayer("trace")
                .mayNotAccessAnyLayer()
                .whereLayer("failure")
                .mayOnlyAccessLayers("track", "jvm", "trace")
                .whereLayer("authors")
                .mayOnlyAccessLayers("track", "jvm", "failure", "trace")
                .whereLayer("net")
                .mayOnlyAccessLayers("authors", "trace")
                .whereLayer("spec")
                .mayOnlyAccessLayers("track", "authors")
                .whereLayer("example")
                .mayOnlyAccessLayers("track", "jvm", "failure", "authors", "spec", "trace")
                .whereLayer("report")
                .mayOnlyAccessLayers("track", "jvm", "failure", "authors", "spec", "trace")
                .whereLayer("catalogue")
                .mayOnlyAccessLayers("track", "spec", "report")
                .whereLayer("bench")
                .mayOnlyAccessLayers("track", "jvm", "authors", "example", "report")
                .whereLayer("standby")
                .mayOnlyAccessLayers("track", "jvm", "authors", "spec", "example", "report")
                .whereLayer("likeness")
                .mayOnlyAccessLayers("report")
                .whereLayer("proof")
                .mayNotBeAccessedByAnyLayer()
                .check(KIT);
    }

    @Test
    void noClassesGoRoundInACircle() {
        slices().assignedFrom(new EachFile()).should().beFreeOfCycles().check(KIT);
    }

    private static final class EachFile implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getName().replaceFirst("\\$.*", ""));
        }

        @Override
        public String getDescription() {
            return "each file";
        }
    }

    @Test
    void whatIsNobodyElsesBusinessIsNotPublic() {
        classes()
                .that()
                .areTopLevelClasses()
                .and()
                .arePublic()
                .and(areOfTheKitsOwn())
                .should(
                        have(
                                DescribedPredicate.describe(
                                        "use in another package, or a name in a POM or service",
                                        PackagesTest::isOthersBusiness)))
                .check(KIT);
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat(areOfTheKitsOwn())
                .should(
                        have(
                                DescribedPredicate.<JavaMethod>describe(
                                        "use in another package", PackagesTest::isOthersBusiness)))
                .check(KIT);
    }

    private static DescribedPredicate<JavaClass> areOfTheKitsOwn() {
        return DescribedPredicate.describe(
                "are of the kit's own",
                type ->
                        !FOR_LESSONS.contains(type.getPackageName())
                                && !FOR_RESULTS.contains(type.getSimpleName())
                                && !FOR_THE_COMMAND.contains(type.getSimpleName()));
    }

    private static boolean isOthersBusiness(JavaClass type) {
        return Stream.concat(Stream.of(type), nestedIn(type))
                        .flatMap(one -> one.getDirectDependenciesToSelf().stream())
                        .anyMatch(use ->
                                !use.getOriginClass()
                                        .getPackageName()
                                        .equals(type.getPackageName()))
                || type.tryGetMethod("main", String[].class).isPresent()
                || type.getAllRawInterfaces().stream()
                        .anyMatch(one -> one.getName().startsWith("org.junit."));
    }

    private static Stream<JavaClass> nestedIn(JavaClass type) {
        return KIT.stream().filter(one -> one.getName().startsWith(type.getName() + "$"));
    }

    private static boolean isOthersBusiness(JavaMethod method) {
        var type = method.getOwner();
        return FOR_THE_COMMAND.contains(type.getSimpleName() + "." + method.getName())
                || Stream.concat(
                                method.getAccessesToSelf().stream(),
                                method.getReferencesToSelf().stream())
                        .map(JavaAccess::getOriginOwner)
                        .anyMatch(user -> !user.getPackageName().equals(type.getPackageName()))
                || method.getName().equals("main")
                || type.isInterface()
                || type.isRecord()
                || type.isEnum()
                || isInherited(method);
    }

    private static boolean isInherited(JavaMethod method) {
        var type = method.getOwner();
        return Stream.concat(
                        type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
                .flatMap(above -> above.getMethods().stream())
                .anyMatch(above -> above.getName().equals(method.getName()));
    }

    @Test
    void eachPackageIsSmallAndSaysWhatItIs() throws IOException {
        try (var all = Files.walk(SOURCES)) {
            for (var folder : all.filter(Files::isDirectory).toList()) {
                assertThat(filesOf(folder)).as("%s", folder).hasSizeLessThanOrEqualTo(MOST_FILES);
                var text = Files.readString(folder.resolve("package-info.java"));
                assertThat(sentences(text)).as("what is said of %s", folder).hasSize(3);
            }
        }
    }

    private static List<String> sentences(String comment) {
        var text = comment.replaceAll("(?s)/\\*\\*(.*)\\*/.*", "$1").replaceAll("\\s+\\* ", " ");
        return Pattern.compile("[.]\\s").splitAsStream(text).filter(one -> !one.isBlank()).toList();
    }

    @Test
    void noFileIsLong() throws IOException {
        try (var all = Files.walk(SOURCES)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readAllLines(file))
                        .as("the lines of %s", file)
                        .hasSizeLessThanOrEqualTo(MOST_LINES);
            }
        }
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
