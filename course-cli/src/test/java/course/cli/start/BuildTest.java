package course.cli.start;

import static org.assertj.core.api.Assertions.assertThat;

import course.cli.workspace.Clone;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/** When a build is still that of the sources, and when another one is asked for. */
class BuildTest {
    private static final Instant LONG_AFTER = Instant.parse("2100-01-01T00:00:00Z");
    private static final String CONTRACT = "01-one/src/main/java/course/one/A.java";

    @TempDir private Path folder;
    private Clone clone;
    private Build build;

    @BeforeEach
    void makeClone() throws IOException {
        clone = Clone.in(folder.resolve("a clone, é"));
        clone.write("01-one/pom.xml", "<project/>");
        clone.write(CONTRACT, "interface A {}");
        build = Build.of(clone.root());
        Files.createDirectories(build.folder());
        remember(LONG_AFTER);
    }

    private void remember(Instant begun) throws IOException {
        Files.write(build.needed(), List.of("01-one/pom.xml"));
        Sources.in(clone.root()).write(build.sources(), begun);
    }

    @Test
    void itIsCurrentUntilSomethingChanges() throws IOException {
        assertThat(build.isCurrent()).isTrue();

        clone.write(CONTRACT, "interface A { }");
        assertThat(build.isCurrent()).isFalse();
    }

    @Test
    void aFileThatIsNewOrGoneIsAChange() throws IOException {
        var added = clone.write("01-one/src/test/java/course/one/BSpec.java", "class BSpec {}");
        assertThat(build.isCurrent()).isFalse();
        Files.delete(added);
        assertThat(build.isCurrent()).isTrue();
        Files.delete(clone.root().resolve(CONTRACT));
        assertThat(build.isCurrent()).isFalse();
    }

    @Test
    void anotherTimeIsNoChangeAndAnotherContentOfTheSameLengthIsOne() throws IOException {
        var file = clone.root().resolve(CONTRACT);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        assertThat(build.isCurrent()).isTrue();

        Files.writeString(file, "interface B {}");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2021-01-01T00:00:00Z")));
        assertThat(build.isCurrent()).isFalse();
    }

    @Test
    void exercisesAndReadmesAreNoPartOfIt() throws IOException {
        Files.writeString(clone.exercise("1.1").source(), "mine");
        clone.write("01-one/src/main/java/course/one/exercise/Helper.java", "class Helper {}");
        clone.write("01-one/README.md", "# One");
        clone.write("01-one/target/classes/A.class", "");

        assertThat(build.isCurrent()).isTrue();
    }

    @Test
    void whatLiesBesideTheCourseIsNoPartOfIt() throws IOException {
        clone.write("01-one.zip", "handed in");
        clone.write("01-one of yesterday/pom.xml", "<project/>");
        clone.write("01-one of yesterday/src/main/java/course/one/A.java", "interface A {}");

        assertThat(build.isCurrent()).isTrue();
    }

    @Test
    void whatWasWrittenDuringTheBuildMayNotBeInIt() throws IOException {
        remember(Instant.EPOCH);

        assertThat(build.isCurrent()).isFalse();
    }

    @Test
    void whatItMadeMustBeThere() throws IOException {
        Files.write(build.needed(), List.of("01-one/target/test-classes"));

        assertThat(build.isCurrent()).isFalse();
    }

    @Test
    void aDamagedMemoryIsNone() throws IOException {
        Files.writeString(build.sources(), "nonsense\n");
        assertThat(build.isCurrent()).isFalse();
        Files.delete(build.sources());
        assertThat(build.isCurrent()).isFalse();
    }
}
