package course.kit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Exercise;

import org.junit.jupiter.api.Test;

/** Prints in which run of its JVM it is. */
@Exercise(id = "0.3", title = "Counting", section = "none")
public class CountingSpec {
    private static int runs;

    private final Counting counting;

    CountingSpec(Counting counting) {
        this.counting = counting;
    }

    @Test
    void oneComesAfterNothing() throws Exception {
        System.out.println("run " + ++runs);

        assertThat(counting.after(0)).isEqualTo(1);
    }
}
