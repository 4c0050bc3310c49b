package course.cli.hint;

import static org.assertj.core.api.Assertions.assertThat;

import course.cli.workspace.Clone;
import course.kit.hint.Rung;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One hint after the other. */
class HintsTest {
    @TempDir private Path folder;
    private Clone clone;
    private Hints hints;

    @BeforeEach
    void makeClone() throws IOException {
        clone = Clone.in(folder);
        hints = new Hints(clone.course());
    }

    @Test
    void eachTimeOneMoreAndThenTheLastAgain() throws IOException {
        var exercise = clone.exercise("1.1");

        assertThat(hints.next(exercise, "1.1.1"))
                .isEqualTo(new Hint("1.1.1", Rung.WHERE, "There.", true));
        assertThat(hints.next(exercise, "1.1.1").rung()).isEqualTo(Rung.IDEA);
        assertThat(hints.next(exercise, "1.1.2").rung()).isEqualTo(Rung.WHERE);
        assertThat(new Hints(clone.course()).next(exercise, "1.1.1").rung()).isEqualTo(Rung.SHAPE);
        assertThat(hints.next(exercise, "1.1.1"))
                .isEqualTo(new Hint("1.1.1", Rung.SHAPE, "So.", false));
        assertThat(hints.shown(exercise, "1.1.1")).hasSize(3);
        assertThat(hints.shown(exercise, "1.1.2")).hasSize(1);
    }

    @Test
    void theNextTodoIsTheFirstByItsNumberThatIsLeft() throws IOException {
        var exercise = clone.exercise("1.1");
        assertThat(Hints.nextTodo(exercise)).contains("1.1.1");

        Files.writeString(exercise.source(), "// TODO 1.1.10: b\n// TODO 1.1.9: a\n");
        assertThat(Hints.nextTodo(exercise)).contains("1.1.9");

        Files.writeString(exercise.source(), "/** See TODO 1.1.1: done. */");
        assertThat(Hints.nextTodo(exercise)).isEmpty();
    }

    @Test
    void aDamagedMemoryIsAnEmptyOne() throws IOException {
        clone.write(".course/hints.json", "[\"nonsense\"");

        assertThat(hints.next(clone.exercise("1.1"), "1.1.1").rung()).isEqualTo(Rung.WHERE);
        assertThat(hints.next(clone.exercise("1.1"), "1.1.1").rung()).isEqualTo(Rung.IDEA);
    }

    @Test
    void whatCannotBeRememberedIsShownAllTheSame() throws IOException {
        clone.write(".course", "a file where the folder should be");

        assertThat(hints.next(clone.exercise("1.1"), "1.1.1").rung()).isEqualTo(Rung.WHERE);
        assertThat(hints.next(clone.exercise("1.1"), "1.1.1").rung()).isEqualTo(Rung.WHERE);
    }
}
