package course.kit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Exercise;
import course.kit.WhenTheRestIsRight;

import org.junit.jupiter.api.Test;

@Exercise(id = "0.4", title = "Sum", section = "none")
public class SumSpec {
    private final Sum sum;

    SumSpec(Sum sum) {
        this.sum = sum;
    }

    @Test
    void oneAndOneAreTwo() {
        assertThat(sum.of(1, 1)).isEqualTo(2);
    }

    @Test
    @WhenTheRestIsRight
    void theOrderDoesNotMatter() {
        assertThat(sum.of(1, 2)).isEqualTo(sum.of(2, 1));
    }
}
