package course.kit.sample;

import course.kit.Exercise;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Exercise(id = "0.6", title = "Trouble", section = "none")
public class TroubleSpec {
    private final Trouble trouble;

    TroubleSpec(Trouble trouble) {
        this.trouble = trouble;
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void itMakesTrouble(Trouble.Kind kind) throws Throwable {
        trouble.make(kind);
    }

    @Test
    void whatComesAfterwardsGoesWell() {
        System.out.println("it can still be read");
    }
}
