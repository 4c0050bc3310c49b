package course.selectors;

import static course.kit.Assumptions.abort;
import static course.selectors.Event.READ;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;
import course.select.Pipes;
import course.selectors.Backends.Availability;
import course.selectors.Backends.Kind;
import course.selectors.Selector.Ready;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** What a backend has of the system, and with whom it shares it. */
abstract class BackendsOpened extends SelectorExamples {
    BackendsOpened(
            Candidate<Selector> selectors,
            Candidate<Backends> backends,
            Network network,
            Background background) {
        super(selectors, backends, network, background);
    }

    @OnEveryBackend
    void eachBackendIsIndependent(Kind kind) throws Exception {
        Availability.here().missing(kind).ifPresent(reason -> abort(reason));
        var all = backends.create(Availability.here());
        var one = selectors.create(all.open(kind));
        var other = selectors.create(all.open(kind));
        var left = network.pipe();
        var right = network.pipe();
        Pipes.put(left, "x");
        Pipes.put(right, "x");

        var leftKey = one.register(left.source(), Set.of(READ), null);
        var rightKey = other.register(right.source(), Set.of(READ), null);

        assertReady(one.select(AT_ONCE)).containsExactly(new Ready(leftKey, Set.of(READ)));
        one.close();
        assertReady(other.select(AT_ONCE))
                .as("what a second backend reports, when the first is closed")
                .containsExactly(new Ready(rightKey, Set.of(READ)));
    }

    @OnEveryBackend
    @EnabledOnOs(value = OS.LINUX, disabledReason = "epoll is Linux's")
    void closeGivesBackWhatTheSystemHasLent(Kind kind) throws Exception {
        var all = backends.create(Availability.here());
        var before = epollInstances();
        var backend = all.open(kind);
        backend.add(network.pipe().source(), Set.of(READ));

        backend.close();

        assertThat(epollInstances())
                .as(
                        "how many epoll instances this process has, when a backend was opened and"
                                + " closed")
                .isEqualTo(before);
    }

    private static long epollInstances() throws IOException {
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(BackendsOpened::isEpoll).count();
        }
    }

    private static boolean isEpoll(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains("eventpoll");
        } catch (IOException closedSince) {
            return false;
        }
    }
}
