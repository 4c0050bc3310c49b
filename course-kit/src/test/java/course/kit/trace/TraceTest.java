package course.kit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import course.picture.trace.Event;
import course.picture.trace.Kind;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** What of an example is kept, and when it was. */
class TraceTest {
    private final Trace trace = new Trace();

    @Test
    void eventsComeInTheirOrder() {
        trace.add(Kind.SENT, "client 1", "\"abc\"", "the server");
        trace.add(Kind.NOTED, "main", "waits");

        assertThat(trace.events())
                .extracting(Event::sentence)
                .containsExactly("client 1 sent \"abc\"", "main: waits");
        assertThat(trace.events()).noneMatch(Event::virtual);
    }

    @Test
    void theTimeIsThatOfTheTestsClock() {
        var time = new AtomicReference<>(Duration.ofSeconds(2));
        trace.goesBy(time::get);

        trace.add(Kind.NOTED, "main", "now");

        assertThat(trace.events()).allMatch(Event::virtual);
        assertThat(trace.events()).extracting(Event::nanos).containsExactly(2_000_000_000L);
    }

    @Test
    void ofAFloodTheFirstAndTheLastAreKept() {
        IntStream.range(0, 12_000).forEach(i -> trace.add(Kind.NOTED, "main", "note " + i));

        assertThat(trace.events()).hasSize(2_001);
        assertThat(trace.shortened(4))
                .extracting(Event::sentence)
                .containsExactly(
                        "main: note 0",
                        "main: note 1",
                        "… 11,996 more …",
                        "main: note 11998",
                        "main: note 11999");
    }

    @Test
    void whatIsShortHasNoGap() {
        IntStream.range(0, 4).forEach(i -> trace.add(Kind.NOTED, "main", "note " + i));

        assertThat(trace.shortened(4)).hasSize(4);
        assertThat(trace.shortened(2))
                .extracting(Event::text)
                .containsExactly("note 0", "2", "note 3");
    }

    @Test
    void itEndsWithTheFailure() {
        trace.add(Kind.EXPECTED, "client 1", "\"ABC\"");
        trace.fails("client 1 expected \"ABC\" but received nothing");
        trace.add(Kind.CLOSED, "client 1", "");
        trace.fails("and something else");

        assertThat(trace.events())
                .extracting(Event::kind)
                .containsExactly(Kind.EXPECTED, Kind.FAILED);
    }

    @Test
    void afterItsEndThereIsOnlyAFailure() {
        trace.ends();
        trace.add(Kind.CLOSED, "client 1", "");
        trace.fails("too much is in use");

        assertThat(trace.events()).extracting(Event::kind).containsExactly(Kind.FAILED);
    }

    @Test
    void anyThreadMayAdd() throws Exception {
        var threads =
                IntStream.range(0, 4)
                        .mapToObj(i ->
                                Thread.ofVirtual()
                                        .start(() ->
                                                IntStream.range(0, 1_000)
                                                        .forEach(n ->
                                                                trace.add(Kind.NOTED, "", "x"))))
                        .toList();
        for (var thread : threads) {
            thread.join();
        }

        assertThat(trace.events()).hasSize(2_001);
        assertThat(trace.events().get(1_000).text()).isEqualTo("2,000");
    }
}
