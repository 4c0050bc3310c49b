package course.selectors;

import static course.selectors.Event.READ;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;
import course.select.Pipes;
import course.selectors.Backends.Availability;
import course.selectors.Backends.Choice;
import course.selectors.Backends.Kind;
import course.selectors.Selector.Ready;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which backend is the best here. */
abstract class BackendsChoices extends SelectorExamples {
    BackendsChoices(
            Candidate<Selector> selectors,
            Candidate<Backends> backends,
            Network network,
            Background background) {
        super(selectors, backends, network, background);
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

        var thrown =
                assertThrows(
                        UnsupportedOperationException.class,
                        none::choose,
                        "choose, when no kind is available,");
        assertThat(thrown)
                .as("what choose throws when no kind is available: it says why, for each")
                .hasMessageContainingAll(
                        "no EPOLL here", "no NIO here", "no POLL here", "no SELECT here");
    }

    @Test
    void whatIsMissingCannotBeOpened() throws Exception {
        for (var kind : Kind.values()) {
            var some = backends.create(without(kind));

            var thrown =
                    assertThrows(
                            UnsupportedOperationException.class,
                            () -> some.open(kind),
                            "open(%s), when that kind is missing,",
                            kind);
            assertThat(thrown)
                    .as("what open(%s) throws when that kind is missing: it says why", kind)
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
