package course.cli;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The command's packages: small enough to find something in, with arrows that run one way. */
class CliPackagesTest {
    private static final int MOST_FILES = 14;
    private static final int MOST_LINES = 400;
    private static final Path SOURCES = Path.of("src/main/java/course/cli");
    private static final JavaClasses CLI =
            new ClassFileImporter().importPath(Path.of("target/classes"));

    @Test
    void arrowsRunOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("course.cli..")
                .layer("words")
                .definedBy("course.cli.words")
                .layer("workspace")
                .definedBy("course.cli.workspace")
                .layer("start")
                .definedBy("course.cli.start")
                .layer("answer")
                .definedBy("course.cli.answer")
                .layer("keep")
                .definedBy("course.cli.keep")
                .layer("hint")
                .definedBy("course.cli.hint")
                .layer("likeness")
                .definedBy("course.cli.likeness")
                .layer("demo")
                .definedBy("course.cli.demo")
                .layer("run")
                .definedBy("course.cli.run")
                .layer("progress")
                .definedBy("course.cli.progress")
                .layer("doctor")
                .definedBy("course.cli.doctor")
                .layer("watch")
                .definedBy("course.cli.watch")
                .layer("page's text")
                .definedBy("course.cli.page.text")
                .layer("page's server")
                .definedBy("course.cli.page.http")
                .layer("page's live")
                .definedBy("course.cli.page.live")
                .layer("page's site")
                .definedBy("course.cli.page.site")
                .layer("page")
                .definedBy("course.cli.page")
                .layer("screen")
                .definedBy("course.cli.screen")
                .layer("graded")
                .definedBy("course.cli.grade.result")
                .layer("submission")
                .definedBy("course.cli.grade.submission")
                .layer("permit")
                .definedBy("course.cli.grade.permit")
                .layer("sandbox")
                .definedBy("course.cli.grade.sandbox")
                .layer("judging")
                .definedBy("course.cli.grade.jvm")
                .layer("grade")
                .definedBy("course.cli.grade")
                .layer("graded report")
                .definedBy("course.cli.grade.report")
                .layer("queue")
                .definedBy("course.cli.grade.queue")
                .layer("grade command")
                .definedBy("course.cli.grade.command")
                .layer("command")
                .definedBy("course.cli.command")
                .layer("sitting")
                .definedBy("course.cli.sitting")
                .layer("root")
                .definedBy("course.cli")
                .ensureAllClassesAreContainedInArchitectureIgnoring("java..", "org..", "picocli..")
                .whereLayer("words")
                .mayNotAccessAnyLayer()
                .whereLayer("start")
                .mayOnlyAccessLayers("workspace")
                .whereLayer("workspace")
                .mayOnlyAccessLayers("words")
                .whereLayer("answer")
                .mayOnlyAccessLayers("words", "workspace", "start")
                .whereLayer("keep")
                .mayOnlyAccessLayers("words", "workspace")
                .whereLayer("hint")
                .mayOnlyAccessLayers("words", "workspace")
                .whereLayer("likeness")
                .mayOnlyAccessLayers("workspace")
                .whereLayer("demo")
                .mayOnlyAccessLayers("workspace", "start")
                .whereLayer("run")
                .mayOnlyAccessLayers("words", "workspace", "start", "answer")
                .whereLayer("progress")
                .mayOnlyAccessLayers("words", "workspace", "answer", "run")
                .whereLayer("doctor")
                .mayOnlyAccessLayers("words", "workspace", "demo", "keep", "progress")
                .whereLayer("watch")
                .mayOnlyBeAccessedByLayers(
                        "screen", "page", "page's site", "page's live", "sitting")
                .whereLayer("page's text")
                .mayNotAccessAnyLayer()
                .whereLayer("page's server")
                .mayNotAccessAnyLayer()
                .whereLayer("page's live")
                .mayOnlyBeAccessedByLayers("page", "page's site")
                .whereLayer("page's site")
                .mayOnlyBeAccessedByLayers("page")
                .whereLayer("page")
                .mayOnlyBeAccessedByLayers("sitting")
                .whereLayer("screen")
                .mayOnlyBeAccessedByLayers("sitting")
                .whereLayer("graded")
                .mayOnlyAccessLayers("words", "likeness")
                .whereLayer("submission")
                .mayOnlyAccessLayers("words", "workspace")
                .whereLayer("permit")
                .mayOnlyAccessLayers("words", "workspace", "answer")
                .whereLayer("sandbox")
                .mayOnlyAccessLayers("run")
                .whereLayer("judging")
                .mayOnlyAccessLayers("words", "workspace", "start", "answer", "run", "sandbox")
                .whereLayer("graded report")
                .mayOnlyAccessLayers("words", "workspace", "likeness", "graded")
                .whereLayer("grade")
                .mayOnlyBeAccessedByLayers("grade command")
                .whereLayer("queue")
                .mayOnlyAccessLayers("words", "graded")
                .whereLayer("grade command")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("command")
                .mayOnlyBeAccessedByLayers("sitting", "root")
                .whereLayer("sitting")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("root")
                .mayNotBeAccessedByAnyLayer()
                .check(CLI);
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
