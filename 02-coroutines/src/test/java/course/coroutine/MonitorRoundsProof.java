package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Program;

import org.junit.jupiter.api.Test;

/** In a JVM of its own, since it is the JVM that would end. */
class MonitorRoundsProof {

    @Test
    void callsInsideSynchronizedEndWell() throws Exception {
        try (var program = Program.start(MonitorRounds.class, "5000")) {
            assertThat(program.awaitEnd()).as("exit status; printed: %s", program.lines()).isZero();
            assertThat(program.lines()).containsExactly("all monitors were kept");
        }
    }
}
