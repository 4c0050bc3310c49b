package course.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.kit.Background;
import course.kit.Exercise;
import course.kit.net.Network;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@Exercise(id = "5.1", title = "Select", section = "Select\\Poll\\Epoll异步IO")
class SelectSpec {
    private static final Duration AT_ONCE = Duration.ZERO;

    private final Select select;
    private final Network network;
    private final Background background;

    SelectSpec(Select select, Network network, Background background) {
        this.select = select;
        this.network = network;
        this.background = background;
    }

    @Test
    void bytesMakeAChannelReadable() throws Exception {
        var quiet = network.pipe();
        var full = network.pipe();
        full.sink().write(ByteBuffer.wrap(new byte[] {1}));

        var ready = select.select(List.of(quiet.source(), full.source()), List.of(), List.of(), AT_ONCE);

        assertThat(ready.readable()).containsExactly(full.source());
    }
    @Test
    void aNegativeTimeoutIsRefused() {
        assertThatThrownBy(
                        () -> select.select(List.of(), List.of(), List.of(), Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
