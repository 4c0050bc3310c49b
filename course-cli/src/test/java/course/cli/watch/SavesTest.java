package course.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;

class SavesTest {
    @TempDir private Path folder;
    private Path file;
    private Saves saves;

    @BeforeEach
    void begin() throws IOException {
        file = Files.writeString(folder.resolve("ExerciseOne.java"), "one");
        Files.writeString(folder.resolve("notes.txt"), "nothing of ours");
        saves = new Saves(List.of(folder));
    }

    private Set<Path> look() {
        saves.areQuiet();
        return saves.changed();
    }

    @Test
    void whatIsThereAtTheBeginningHasNotChanged() {
        assertThat(saves.areQuiet()).isTrue();
        assertThat(saves.changed()).isEmpty();
    }

    @Test
    void aSavedFileHasChangedOnce() throws IOException {
        Files.writeString(file, "two");

        assertThat(look()).containsExactly(file);
        assertThat(look()).isEmpty();
    }

    @Test
    void aFileThatIsOnlyTouchedHasNot() throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));

        assertThat(saves.areQuiet()).isFalse();
        assertThat(saves.changed()).isEmpty();
    }

    @Test
    void anotherTextOfTheSameLengthAndTimeIsSeenWhenItIsLookedAt() throws IOException {
        var time = Files.getLastModifiedTime(file);
        Files.writeString(file, "six");
        Files.setLastModifiedTime(file, time);

        assertThat(look()).containsExactly(file);
    }

    @Test
    void aFileInAnothersPlaceIsNoticed() throws IOException {
        var time = Files.getLastModifiedTime(file);
        var other = Files.writeString(folder.resolve("other"), "six");
        Files.setLastModifiedTime(other, time);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

        assertThat(saves.areQuiet()).isFalse();
        assertThat(saves.changed()).containsExactly(file);
    }

    @Test
    void filesComeAndGo() throws IOException {
        Files.delete(file);
        var helper = Files.writeString(folder.resolve("Helper.java"), "class Helper {}");

        saves.areQuiet();
        assertThat(saves.isOneMissing()).isTrue();
        assertThat(saves.changed()).containsExactlyInAnyOrder(file, helper);
        assertThat(saves.isOneMissing()).isFalse();
    }

    @Test
    void aFolderThatIsNotThereHasNoFiles() throws IOException {
        Files.delete(file);
        Files.delete(folder.resolve("notes.txt"));
        Files.delete(folder);

        assertThat(look()).containsExactly(file);
        assertThat(look()).isEmpty();
    }
}
