package course.select.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SystemCallExceptionTest {

    @Test
    void namesTheCallAndTheReason() {
        var failure = new SystemCallException("select", 9);

        assertThat(failure).hasMessage("select: EBADF (Bad file descriptor)");
        assertThat(failure.call()).isEqualTo("select");
        assertThat(failure.errno()).isEqualTo(9);
        assertThat(failure.is(Errno.EBADF)).isTrue();
        assertThat(failure.is(Errno.EINTR)).isFalse();
    }

    @Test
    void canBeMadeFromTheReason() {
        var failure = new SystemCallException("poll", Errno.EINTR);

        assertThat(failure).hasMessage("poll: EINTR (Interrupted system call)");
        assertThat(failure.errno()).isEqualTo(4);
    }

    @Test
    void asksTheOperatingSystemWhatAnyOtherNumberMeans() {
        var brokenPipe = 32;

        assertThat(new SystemCallException("write", brokenPipe))
                .hasMessageMatching("write: errno 32 \\(.*[Pp]ipe.*\\)");
    }

    @Test
    void findsAReasonByItsNumber() {
        assertThat(Errno.values())
                .allSatisfy(errno -> assertThat(Errno.of(errno.number())).contains(errno));
        assertThat(Errno.of(-1)).isEmpty();
    }
}
