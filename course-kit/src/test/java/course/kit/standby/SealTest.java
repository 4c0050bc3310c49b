package course.kit.standby;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who does not have the key is not believed. */
class SealTest {
    private static final String KEY = "00112233445566778899aabbccddeeff";
    private final Seal child = new Seal(KEY);
    private final Seal parent = new Seal(KEY);

    @Test
    void whatIsSealedIsOpenedInItsOrder() {
        assertThat(parent.opened(child.sealed("one"))).contains("one");
        assertThat(parent.opened(child.sealed("two words"))).contains("two words");
    }

    @Test
    void anotherTextUnderASealIsNotBelieved() {
        var line = child.sealed("failed");

        assertThat(parent.opened(line.replace("failed", "passed"))).isEmpty();
    }

    @Test
    void whatWasSaidOnceIsNotBelievedAgain() {
        var line = child.sealed("passed");
        parent.opened(line);

        assertThat(parent.opened(line)).isEmpty();
    }

    @Test
    void noMessageCanBeLeftOut() {
        child.sealed("failed");

        assertThat(parent.opened(child.sealed("passed"))).isEmpty();
    }

    @Test
    void anotherKeyIsNone() {
        var other = new Seal("ff112233445566778899aabbccddeeff");

        assertThat(parent.opened(other.sealed("passed"))).isEmpty();
    }

    @Test
    void whatHasNoSealIsNotBelieved() {
        assertThat(parent.opened("{}")).isEmpty();
        assertThat(parent.opened(" {}")).isEmpty();
    }
}
