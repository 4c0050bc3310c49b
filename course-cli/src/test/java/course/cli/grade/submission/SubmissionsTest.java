package course.cli.grade.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.cli.workspace.Workspace;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** What is taken of folders and archives, and what is not. */
class SubmissionsTest {
    private static final String FOLDER = "03-greenlet/src/main/java/course/greenlet/exercise/";
    private static final String FILE = FOLDER + "ExerciseGenerators.java";
    private static final String TEXT = "package course.greenlet.exercise; class Mine {}";

    private static final int MOST_ENTRIES = 1_000;

    @TempDir private Path folder;
    private Submissions submissions;

    @BeforeEach
    void course() throws IOException {
        submissions =
                new Submissions(
                        Workspace.around(Path.of("")),
                        new Archives.Bounds(MOST_ENTRIES, 8L * 1024 * 1024));
    }

    private Submission one(Path path) throws IOException {
        var all = submissions.in(List.of(path));
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private Path write(String file, String text) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private static String text(Submission submission, String file) {
        return new String(submission.files().get(file), StandardCharsets.UTF_8);
    }

    @Test
    void ofACloneOnlyTheSourcesOfExercisesAreTaken() throws IOException {
        write("ann/" + FILE, TEXT);
        write("ann/" + FOLDER + "Helper.java", TEXT);
        write("ann/03-greenlet/src/main/java/course/greenlet/Greenlet.java", TEXT);
        write("ann/03-greenlet/src/test/java/course/greenlet/GreenletsSpec.java", TEXT);
        write("ann/03-greenlet/src/main/java/course/greenlet/reference/ReferenceX.java", TEXT);
        write("ann/03-greenlet/target/classes/course/greenlet/exercise/Stale.class", "stale");
        write("ann/course-kit/src/main/java/course/kit/track/Track.java", TEXT);
        write("ann/" + FOLDER + "META-INF/services/javax.Processor", "x");
        write("ann/pom.xml", "<project/>");
        write("ann/.mvn/maven.config", "-Dtest=None");

        var ann = one(folder.resolve("ann"));

        assertThat(ann.files().keySet()).containsExactly(FILE, FOLDER + "Helper.java");
        assertThat(ann.name()).isEqualTo("ann");
        assertThat(ann.defect()).isEmpty();
    }

    @Test
    void eachFolderAndArchiveOfAClassIsASubmission() throws IOException {
        write("ann/some/where/clone/" + FILE, TEXT);
        write("bob/ExerciseGenerators.java", TEXT);
        zip(folder.resolve("cy.zip"), FILE, TEXT);
        tar(folder.resolve("di.tar.gz"), FILE, TEXT);
        write("grading.properties", "");
        write(".hidden/" + FILE, TEXT);

        var all = submissions.in(List.of(folder));

        assertThat(all).extracting(Submission::name).containsExactly("ann", "bob", "cy", "di");
        assertThat(all).allSatisfy(one -> assertThat(one.files().keySet()).containsExactly(FILE));
    }

    @Test
    void twoOfTheSameNameAreToldApart() throws IOException {
        write("one/ann/" + FILE, TEXT);
        write("two/ann/" + FILE, TEXT);

        assertThat(submissions.in(List.of(folder.resolve("one"), folder.resolve("two"))))
                .extracting(Submission::name)
                .containsExactly("ann", "ann (2)");
    }

    @Test
    void theCloneCountsMoreThanACopyBesideIt() throws IOException {
        write("ann/old/ExerciseGenerators.java", TEXT + "// old");
        write("ann/clone/" + FILE, TEXT);
        write("ann/clone/stubs/ExerciseGenerators.java", TEXT + "// stub");

        var ann = one(folder);

        assertThat(text(ann, FILE)).isEqualTo(TEXT);
        assertThat(ann.notes())
                .containsExactly(
                        "old/ExerciseGenerators.java was left out: clone/" + FILE + " was taken");
    }

    @Test
    void aLessonsFolderIsTakenUnderAnyNameOrNone() throws IOException {
        var sources = "src/main/java/course/greenlet/exercise/ExerciseGenerators.java";
        write("ann/" + sources, TEXT);
        write("bob/lesson 3 (copy)/" + sources, TEXT);
        write("bob/ExerciseGenerators.java", TEXT + "// old");

        assertThat(text(one(folder.resolve("ann")), FILE)).isEqualTo(TEXT);
        assertThat(text(one(folder.resolve("bob")), FILE)).isEqualTo(TEXT);
    }

    @Test
    void aFileByItselfMayBeginWithAMarkOrWords() throws IOException {
        write("ann/ExerciseGenerators.java", "\uFEFF" + TEXT);
        write("bob/ExerciseGenerators.java", "/* the package course.kit; */ " + TEXT);

        assertThat(one(folder.resolve("ann")).files().keySet()).containsExactly(FILE);
        assertThat(one(folder.resolve("bob")).files().keySet()).containsExactly(FILE);
    }

    @Test
    void aFileByItselfWithoutItsPackageIsTold() throws IOException {
        write("ann/ExerciseGenerators.java", "class ExerciseGenerators {}");

        assertThat(one(folder.resolve("ann")).notes().getFirst())
                .isEqualTo(
                        "ExerciseGenerators.java was left out: it has no line with the package of"
                                + " its exercise, or is no UTF-8");
    }

    @Test
    @Timeout(10)
    void aMegabyteOfBlanksIsReadAtOnce() throws IOException {
        write("ann/Blank.java", "\n".repeat(1024 * 1024));
        write("ann/" + FILE, TEXT);

        assertThat(one(folder.resolve("ann")).files().keySet()).containsExactly(FILE);
    }

    @Test
    void whatNoFileIsCalledIsLeftOut() throws IOException {
        var archive = folder.resolve("odd.zip");
        zip(archive, FOLDER + "a\0b.java", TEXT);

        assertThat(one(archive).files()).isEmpty();
        assertThat(one(archive).notes().getFirst()).contains("no file of Java is called so");
    }

    @Test
    void anArchiveThatIsNotKnownIsNotPassedBy() throws IOException {
        write("ann.rar", "");
        write("Bob_1_assignsubmission_file_ExerciseGenerators.java", TEXT);
        zip(folder.resolve("cy.zip"), FILE, TEXT);

        var all = submissions.in(List.of(folder));

        assertThat(all).hasSize(3);
        assertThat(all)
                .filteredOn(one -> one.defect().isPresent())
                .hasSize(2)
                .allSatisfy(one ->
                        assertThat(one.defect().orElseThrow())
                                .contains("neither a folder, nor a .zip or .tar.gz"));
    }

    @Test
    void ofSeveralTheOneWithNothingInItKeepsNobodyFromBeingGraded() throws IOException {
        write("ann/" + FILE, TEXT);
        var empty = Files.createDirectory(folder.resolve("bob"));
        var notes = write("notes.txt", "");

        var all = submissions.in(List.of(folder.resolve("ann"), empty, notes));

        assertThat(all).extracting(Submission::name).containsExactly("ann", "bob", "notes.txt");
        assertThat(all.get(1).notes()).containsExactly("no source of an exercise was found in it");
        assertThat(all.get(2).defect()).isPresent();
    }

    @Test
    void aFileOfAnotherPackageIsNotTaken() throws IOException {
        write("ann/Track.java", "package course.kit; class Track {}");
        write("ann/module-info.java", "module x {}");

        assertThat(one(folder.resolve("ann")).files()).isEmpty();
        assertThat(one(folder.resolve("ann")).notes())
                .containsExactly("no source of an exercise was found in it");
    }

    @Test
    void anArchiveInAFolderIsReadWhereThereIsNothingElse() throws IOException {
        Files.createDirectories(folder.resolve("Ann_1_assignsubmission_file"));
        zip(folder.resolve("Ann_1_assignsubmission_file/my work.zip"), "x/" + FILE, TEXT);

        assertThat(one(folder).files().keySet()).containsExactly(FILE);
        assertThat(one(folder).name()).isEqualTo("Ann_1_assignsubmission_file");
    }

    @Test
    void whatClimbsOutOfAnArchiveIsLeftOut() throws IOException {
        for (var path : List.of("../../" + FILE, "/" + FILE, "a/../../" + FILE)) {
            var archive = folder.resolve("bad.zip");
            zip(archive, path, TEXT);

            assertThat(one(archive).files()).as(path).isEmpty();
            assertThat(one(archive).notes().getFirst()).contains("leads out of the submission");
        }
    }

    @Test
    void backslashesAreFoldersToo() throws IOException {
        var archive = folder.resolve("windows.zip");
        zip(archive, FILE.replace('/', '\\'), TEXT);

        assertThat(one(archive).files().keySet()).containsExactly(FILE);
    }

    @Test
    void noLinkIsFollowed() throws IOException {
        var secret = write("secret.java", TEXT);
        Files.createDirectories(folder.resolve("ann/" + FOLDER));
        Files.createSymbolicLink(folder.resolve("ann/" + FILE), secret);
        Files.createSymbolicLink(folder.resolve("ann/all"), folder);

        assertThat(one(folder.resolve("ann")).files()).isEmpty();
        assertThat(one(folder.resolve("ann")).notes())
                .contains(
                        FILE + " was left out: it is a link, or no file",
                        "all was left out: it is a link");
    }

    @Test
    void linksInArchivesAreLeftOut() throws IOException {
        var archive = folder.resolve("links.tar.gz");
        try (var out = tarTo(archive)) {
            for (var type : List.of(TarConstants.LF_SYMLINK, TarConstants.LF_LINK)) {
                var link = new TarArchiveEntry(FILE, type);
                link.setLinkName("/etc/passwd");
                out.putArchiveEntry(link);
                out.closeArchiveEntry();
            }
        }
        var zip = folder.resolve("links.zip");
        try (var out = new ZipArchiveOutputStream(zip)) {
            var link = new ZipArchiveEntry(FILE);
            link.setUnixMode(0120777);
            out.putArchiveEntry(link);
            out.write("/etc/passwd".getBytes(StandardCharsets.UTF_8));
            out.closeArchiveEntry();
        }

        for (var one : List.of(archive, zip)) {
            assertThat(one(one).files()).as("%s", one).isEmpty();
            assertThat(one(one).notes().getFirst()).contains("it is a link");
        }
    }

    @Test
    void aBombIsNotUnpacked() throws IOException {
        var zip = folder.resolve("bomb.zip");
        try (var out = new ZipArchiveOutputStream(zip)) {
            fill(out, new ZipArchiveEntry(FILE), 64);
            fill(out, new ZipArchiveEntry("zeros.bin"), 64);
            out.putArchiveEntry(new ZipArchiveEntry(FOLDER + "Helper.java"));
            out.write(TEXT.getBytes(StandardCharsets.UTF_8));
            out.closeArchiveEntry();
        }

        var read = one(zip);

        assertThat(read.files().keySet()).containsExactly(FOLDER + "Helper.java");
        assertThat(read.notes()).containsExactly(FILE + " was left out: it is larger than 1024 KB");
    }

    private static void fill(ZipArchiveOutputStream out, ZipArchiveEntry entry, int megabytes)
            throws IOException {
        out.putArchiveEntry(entry);
        var zeros = new byte[1024 * 1024];
        for (var i = 0; i < megabytes; i++) {
            out.write(zeros);
        }
        out.closeArchiveEntry();
    }

    @Test
    void aBombInATarEndsItThere() throws IOException {
        var archive = folder.resolve("bomb.tar.gz");
        try (var out = tarTo(archive)) {
            var entry = new TarArchiveEntry("zeros.bin");
            entry.setSize(10L * 1024 * 1024);
            out.putArchiveEntry(entry);
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 10; i++) {
                out.write(zeros);
            }
            out.closeArchiveEntry();
        }

        var read = one(archive);

        assertThat(read.defect()).isEmpty();
        assertThat(read.notes().getFirst()).contains("unpacks to more than 8 MB");
    }

    @Test
    void ofAMillionEntriesOnlySoManyAreReadAsThereIsAnyUseFor() throws IOException {
        var archive = folder.resolve("many.zip");
        try (var out = new ZipArchiveOutputStream(archive)) {
            out.setLevel(0);
            for (var i = 0; i < MOST_ENTRIES; i++) {
                out.putArchiveEntry(new ZipArchiveEntry("e" + i));
                out.closeArchiveEntry();
            }
            out.putArchiveEntry(new ZipArchiveEntry(FILE));
            out.write(TEXT.getBytes(StandardCharsets.UTF_8));
            out.closeArchiveEntry();
        }

        assertThat(one(archive).files()).isEmpty();
        assertThat(one(archive).notes())
                .contains("there are more than 1000 files: the others were left out");
    }

    @Test
    void aDirectoryWithoutEndIsNotKeptInMemory() throws IOException {
        var archive = folder.resolve("more.zip");
        try (var out = new ZipArchiveOutputStream(archive)) {
            out.putArchiveEntry(new ZipArchiveEntry(FILE));
            out.write(TEXT.getBytes(StandardCharsets.UTF_8));
            out.closeArchiveEntry();
            for (var i = 0; i < 2 * MOST_ENTRIES; i++) {
                out.putArchiveEntry(new ZipArchiveEntry("e" + i));
                out.closeArchiveEntry();
            }
        }

        assertThat(one(archive).files()).isEmpty();
        assertThat(one(archive).notes())
                .contains("there are more than 1000 files: the others were left out");
    }

    @Test
    void ofDuplicatesTheFirstIsTaken() throws IOException {
        var archive = folder.resolve("twice.tar.gz");
        try (var out = tarTo(archive)) {
            add(out, FILE, TEXT);
            add(out, FILE, TEXT + "// again");
        }

        assertThat(text(one(archive), FILE)).isEqualTo(TEXT);
        assertThat(one(archive).notes())
                .containsExactly("%s was left out: %<s was taken".formatted(FILE));
    }

    @Test
    void aDamagedArchiveCannotBeJudged() throws IOException {
        write("ann.zip", "this is no zip");
        write("bob.tar.gz", "this is no tar");

        assertThat(submissions.in(List.of(folder)))
                .hasSize(2)
                .allSatisfy(one ->
                        assertThat(one.defect().orElseThrow()).contains("could not be read"));
    }

    @Test
    void whereThereIsNothingToGradeThatIsAnError() throws IOException {
        write("class/notes.txt", "");

        assertThatThrownBy(() -> submissions.in(List.of(folder.resolve("class"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has no submission in it");
        assertThatThrownBy(() -> submissions.in(List.of(folder.resolve("none"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no ");
    }

    private static void zip(Path archive, String path, String text) throws IOException {
        try (var out = new ZipArchiveOutputStream(archive)) {
            out.putArchiveEntry(new ZipArchiveEntry(path));
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.closeArchiveEntry();
        }
    }

    private static void tar(Path archive, String path, String text) throws IOException {
        try (var out = tarTo(archive)) {
            add(out, path, text);
        }
    }

    private static TarArchiveOutputStream tarTo(Path archive) throws IOException {
        var out = new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(archive)));
        out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        return out;
    }

    private static void add(TarArchiveOutputStream out, String path, String text)
            throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry(path);
        entry.setSize(bytes.length);
        out.putArchiveEntry(entry);
        out.write(bytes);
        out.closeArchiveEntry();
    }
}
