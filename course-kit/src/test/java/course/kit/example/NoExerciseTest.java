package course.kit.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.kit.Example;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Of a test that is no exercise, such as this one, the kit takes no notice. */
class NoExerciseTest {
    private static Thread junits;

    @BeforeAll
    static void begin() {
        junits = Thread.currentThread();
    }

    @Test
    void itIsNoExample() {
        assertThat(Thread.currentThread()).isSameAs(junits);
        assertThatThrownBy(Example::current).hasMessage("No example is running");
    }

    @Test
    void itKeepsItsName(TestInfo test) {
        assertThat(test.getDisplayName()).isEqualTo("itKeepsItsName(TestInfo)");
    }

    @Nested
    class ThatIsNested {
        @Test
        void itKeepsItsNameToo(TestInfo test) {
            assertThat(test.getDisplayName()).isEqualTo("itKeepsItsNameToo(TestInfo)");
        }
    }
}
