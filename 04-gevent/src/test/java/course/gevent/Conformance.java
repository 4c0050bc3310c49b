package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ofSeconds;

import course.greenlet.GreenletExit;

/** What holds for everything that waits. Each spec has its own waits checked by it. */
final class Conformance {
    private final Hub hub;
    private final Cancellation cancellation;
    private final Stage stage;

    Conformance(Hub hub, Cancellation cancellation, Stage stage) {
        this.hub = hub;
        this.cancellation = cancellation;
        this.stage = stage;
    }

    /** An outer timeout of 2 s ends a wait that has no end, or a later one. */
    void anOuterTimeoutEscapes(String what, Hub.Body wait) {
        var before = stage.clock().elapsed();
        try (var timeout = cancellation.timeout(ofSeconds(2))) {
            assertThatThrownBy(
                            wait::run,
                            "%s, inside a timeout that is up before: the timeout escapes it",
                            what)
                    .isSameAs(timeout);
        }
        assertThat(stage.clock().elapsed().minus(before))
                .as("the time it took")
                .isEqualTo(ofSeconds(2));
        stage.expectNoFailure();
    }

    /** A kill ends the wait. */
    void aKillEscapes(String what, Hub.Body wait) throws Exception {
        var victim =
                hub.spawn(() -> {
                    try {
                        wait.run();
                        stage.note("went on");
                    } catch (GreenletExit exit) {
                        stage.note("exit");
                        throw exit;
                    }
                });
        hub.sleep(ofSeconds(1));

        cancellation.kill(victim);

        stage.expect(what + ": who is killed while he waits gets the exit there", "exit");
        assertThat(victim.isReady()).isTrue();
    }
}
