package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Deadline;
import course.kit.Program;
import course.kit.net.Network;

import org.junit.jupiter.api.Test;

/** The JVM is patched once. */
abstract class MonkeyPatchPatching extends MonkeyPatchExamples {
    MonkeyPatchPatching(
            Candidate<MonkeyPatch> patches,
            Candidate<Hub> hubs,
            Candidate<Cancellation> cancellations,
            Greenlets greenlets,
            Network network,
            Background background) {
        super(patches, hubs, cancellations, greenlets, network, background);
    }

    @Test
    void aPatchedJvmIsNotPatchedAgain() throws Exception {
        var second = patches.create(warningsOfAll());

        assertThatThrownBy(second::patch, "a second patch")
                .isInstanceOf(IllegalStateException.class);

        readAPage();
    }

    @Test
    @Deadline(seconds = 30)
    void whoHasSetAFactoryBeforeKeepsIt() throws Exception {
        try (var program = Program.start(ForeignFactory.class, patch.getClass().getName())) {
            program.awaitEnd();

            assertThat(program.lines()).as("what was printed").hasSize(3);
            assertThat(program.lines().getFirst()).matches("refused: .*(already|before).*");
            assertThat(program.lines().subList(1, 3))
                    .containsExactly("a socket of the program's own factory", "connected");
        }
    }
}
