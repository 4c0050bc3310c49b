package course.kit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Exercise;

import org.junit.jupiter.api.Test;

/** Candidates for the kit's own tests misbehave when they hear {@code first}. */
@Exercise(id = "0.1", title = "Echo", section = "none")
public class EchoSpec {
    private final Echo echo;
    private final Background background;

    EchoSpec(Echo echo, Background background) {
        this.echo = echo;
        this.background = background;
    }

    @Test
    void theFirstWordComesBack() throws Exception {
        assertThat(echo.echo("first")).isEqualTo("first");
    }

    @Test
    void theSecondWordComesBack() throws Exception {
        assertThat(echo.echo("second")).isEqualTo("second");
    }

    @Test
    void aWordComesBackInTheBackground() throws Exception {
        background.start("the echo", () -> echo.echo("behind")).awaitEnd();
    }
}
