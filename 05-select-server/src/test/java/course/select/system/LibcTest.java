package course.select.system;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;

class LibcTest {

    @Test
    void aFunctionThatTheOperatingSystemLacksFailsWhenItIsCalled() {
        var absent = Libc.function("no_such_call", JAVA_INT);

        assertThatExceptionOfType(SystemCallException.class)
                .isThrownBy(() -> {
                    int ignored = (int) absent.invokeExact(MemorySegment.NULL, 1);
                })
                .withMessage("no_such_call: ENOSYS (Function not implemented)");
    }
}
