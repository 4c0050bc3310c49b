package course.cli.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is still to do in a file. */
class TodoLineTest {
    @TempDir private Path folder;

    @Test
    void aTodoIsACommentOrThrownAndGoesOnInTheNextLines() throws IOException {
        var file = folder.resolve("ExerciseA.java");
        Files.writeString(
                file,
                """
                /** Begin with TODO 5.1.1: it is the first. */
                class ExerciseA {
                    void a() {
                        // TODO 5.1.2: make the call again; but
                        //  end it when it was an interrupt
                        throw new UnsupportedOperationException(
                                "TODO 5.1.1: put each descriptor into a set,"
                                        + " and call");
                    }

                    void b() {
                        throw new UnsupportedOperationException("TODO 5.1.10: the rest"
                            + " of it. TODO 5.1.11: and more", failure);
                    }
                }
                """);

        assertThat(TodoLine.in(file))
                .containsExactly(
                        new TodoLine(
                                "5.1.2",
                                "make the call again; but end it when it was an interrupt",
                                file,
                                4),
                        new TodoLine("5.1.1", "put each descriptor into a set, and call", file, 6),
                        new TodoLine("5.1.10", "the rest of it.", file, 12),
                        new TodoLine("5.1.11", "and more", file, 13));
    }

    @Test
    void aFileThatIsNotThereHasNone() {
        assertThat(TodoLine.in(folder.resolve("ExerciseB.java"))).isEmpty();
    }
}
