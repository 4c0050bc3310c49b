package course.kit.hint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The form of a file of hints. */
class HintFileTest {
    private static final String GOOD =
            """
            # 5.2 SelectServer

            ## TODO 5.2.1

            ### Where to look

            In the contract.

            ### The idea

            Two things,
            one after the other.

            ### Its shape

            ```
            ## no heading, since it is code
            ```

            ## TODO 5.2.2

            ### Where to look

            There.

            ### The idea

            This.

            ### Its shape

            So.
            """;

    @TempDir private Path folder;

    @Test
    void eachTodoHasThreeTexts() throws IOException {
        var hints = read(GOOD);

        assertThat(hints.exercise()).isEqualTo("5.2");
        assertThat(hints.title()).isEqualTo("SelectServer");
        assertThat(hints.ladders()).extracting(HintLadder::todo).containsExactly("5.2.1", "5.2.2");
        var first = hints.ladder("5.2.1").orElseThrow();
        assertThat(first.text(Rung.WHERE)).isEqualTo("In the contract.");
        assertThat(first.text(Rung.IDEA)).isEqualTo("Two things,\none after the other.");
        assertThat(first.text(Rung.SHAPE)).contains("## no heading, since it is code");
        assertThat(hints.ladder("5.2.3")).isEmpty();
    }

    @Test
    void aMissingRungIsNamedWithItsLine() {
        assertThatThrownBy(() -> read(GOOD.replace("### The idea\n\nThis.\n", "")))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("5.2.md, line 27: \"### The idea\" is expected here");
    }

    @Test
    void anEmptyRungIsRefused() {
        assertThatThrownBy(() -> read(GOOD.replace("So.\n", "")))
                .hasMessageEndingWith("a hint is expected here");
    }

    @Test
    void anotherHeadingIsRefused() {
        assertThatThrownBy(() -> read(GOOD.replace("## TODO 5.2.2", "## Step 5.2.2")))
                .hasMessageContaining("\"## TODO 5.2.1\" is expected here");
        assertThatThrownBy(() -> read(GOOD.replace("# 5.2 SelectServer", "SelectServer")))
                .hasMessageContaining("line 1: \"# 5.2 Title\" is expected here");
    }

    @Test
    void aFileInChineseHasItsOwnHeadings() throws IOException {
        var chinese =
                GOOD.replace("Where to look", "看哪里")
                        .replace("The idea", "思路")
                        .replace("Its shape", "样子");
        var file = HintFile.in(folder, "5.2", Language.CHINESE);
        Files.createDirectories(file.getParent());

        assertThat(file.getFileName()).hasToString("5.2.zh.md");
        assertThat(HintFile.read(Files.writeString(file, chinese)).ladders()).hasSize(2);
        assertThatThrownBy(() -> HintFile.read(Files.writeString(file, GOOD)))
                .hasMessageEndingWith("5.2.zh.md, line 5: \"### 看哪里\" is expected here");
    }

    private HintFile read(String text) throws IOException {
        return HintFile.read(Files.writeString(folder.resolve("5.2.md"), text));
    }
}
