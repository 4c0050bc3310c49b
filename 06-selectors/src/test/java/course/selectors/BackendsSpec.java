package course.selectors;

import static course.kit.Assumptions.abort;
import static course.selectors.Event.READ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Exercise;
import course.kit.Given;
import course.kit.net.Network;
import course.select.Pipes;
import course.selectors.Backends.Availability;
import course.selectors.Backends.Choice;
import course.selectors.Backends.Kind;
import course.selectors.Selector.Ready;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

@Exercise(id = "6.2", title = "Backends", section = "selectors模块")
class BackendsSpec extends SelectorExamples {
    private final Candidate<Backends> backends;
    private final Candidate<Selector> selectors;

    BackendsSpec(
            Candidate<Backends> backends,
            @Given Candidate<Selector> selectors,
            Network network,
            Background background) {
        super(network, background);
        this.backends = backends;
        this.selectors = selectors;
    }

    @Override
    Selector selectorOn(Kind kind) throws Exception {
        return selectors.create(backends.create(Availability.here()).open(kind));
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
            return descriptors.filter(BackendsSpec::isEpoll).count();
        }
    }

    private static boolean isEpoll(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains("eventpoll");
        } catch (IOException closedSince) {
            return false;
        }
    }

    @Test
    void epollIsChosenWhereItIsAvailable() throws Exception {
        assertThat(choice(without())).isEqualTo(new Choice(Kind.EPOLL, Map.of()));
    }

    @Test
    void theBestThatIsAvailableIsChosenAndTheChoiceSaysWhy() throws Exception {
        assertThat(choice(without(Kind.EPOLL)))
                .isEqualTo(new Choice(Kind.NIO, Map.of(Kind.EPOLL, "no EPOLL here")));
        assertThat(choice(without(Kind.EPOLL, Kind.NIO)))
                .isEqualTo(
                        new Choice(
                                Kind.POLL,
                                Map.of(Kind.EPOLL, "no EPOLL here", Kind.NIO, "no NIO here")));
        assertThat(choice(without(Kind.EPOLL, Kind.NIO, Kind.POLL)))
                .hasToString("SELECT (EPOLL: no EPOLL here; NIO: no NIO here; POLL: no POLL here)");
        assertThat(choice(without(Kind.POLL)))
                .as("the choice, when only a worse one than the best is missing")
                .isEqualTo(new Choice(Kind.EPOLL, Map.of()));
    }

    @Test
    void withoutAnyTheReasonsAreTold() throws Exception {
        var none = backends.create(without(Kind.values()));

        assertThatThrownBy(none::choose, "choose, when there is none, fails")
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContainingAll(
                        "no EPOLL here", "no NIO here", "no POLL here", "no SELECT here");
    }

    @Test
    void whatIsMissingCannotBeOpened() throws Exception {
        for (var kind : Kind.values()) {
            var some = backends.create(without(kind));

            assertThatThrownBy(() -> some.open(kind), "open(%s), when it is missing, fails", kind)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("no %s here", kind);
        }
    }

    @Test
    void theChoiceOfThisSystemWorks() throws Exception {
        var here = backends.create(Availability.here());
        var pipe = network.pipe();
        Pipes.put(pipe, "x");

        var selector = selectors.create(here.open(here.choose().kind()));

        var key = selector.register(pipe.source(), Set.of(READ), null);
        assertReady(selector.select(AT_ONCE)).containsExactly(new Ready(key, Set.of(READ)));
    }

    private Choice choice(Availability available) throws Exception {
        return backends.create(available).choose();
    }

    /** A system that lacks some kinds, and says so. */
    private static Availability without(Kind... missing) {
        var all = Set.of(missing);
        return kind -> all.contains(kind) ? Optional.of("no " + kind + " here") : Optional.empty();
    }
}
