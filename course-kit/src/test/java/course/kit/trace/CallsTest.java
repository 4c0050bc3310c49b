package course.kit.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.picture.trace.Event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What a trace tells of an answer's calls. */
class CallsTest {
    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE);

    private final Trace trace = new Trace();
    private final Answer answer = new Answer();
    private final Dyer dyer = Calls.recorded(trace, Dyer.class, answer, thing -> "<" + thing + ">");

    private enum Colour {
        RED
    }

    /** A contract. */
    public interface Dyer {
        List<Integer> dye(Set<Colour> colours, Duration time, String cloth) throws IOException;

        void rinse();

        default boolean isBusy() {
            return false;
        }
    }

    /** A contract about anything. */
    public interface Painter {
        Object paint(Object thing);
    }

    private static final class Answer implements Dyer {
        @Override
        public List<Integer> dye(Set<Colour> colours, Duration time, String cloth)
                throws IOException {
            if (cloth == null) {
                throw new IOException("no cloth");
            }
            return List.of(1, 2);
        }

        @Override
        public void rinse() {}
    }

    @Test
    void whatIsCalledComesWithWhatComesOfIt() throws IOException {
        assertThat(dyer.dye(Set.of(Colour.RED), Duration.ofMillis(250), "silk"))
                .containsExactly(1, 2);
        dyer.rinse();
        assertThat(dyer.isBusy()).isFalse();

        assertThat(trace.events())
                .extracting(Event::sentence)
                .containsExactly(
                        "the example calls Dyer: dye([RED], 0.25 s, \"silk\")",
                        "Dyer returns [1, 2]",
                        "the example calls Dyer: rinse()",
                        "Dyer returns void",
                        "the example calls Dyer: isBusy()",
                        "Dyer returns false");
    }

    @Test
    void whatIsThrownIsPassedOn() {
        assertThatThrownBy(() -> dyer.dye(Set.of(), LONGEST, null))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("no cloth");

        assertThat(trace.events())
                .extracting(Event::sentence)
                .containsExactly(
                        "the example calls Dyer: dye([], " + LONGEST + ", null)",
                        "Dyer throws IOException");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT0.000000001S, 0.000000001 s",
        "PT-1.5S, -1.5 s",
        "PT24H, 86400 s",
        "PT25H, PT25H",
        "PT-9223372036854775808S, PT-2562047788015215H-30M-8S"
    })
    void timesAreInSeconds(Duration time, String text) throws IOException {
        dyer.dye(Set.of(), time, "silk");

        assertThat(trace.events())
                .first()
                .extracting(Event::text)
                .isEqualTo("dye([], %s, \"silk\")".formatted(text));
    }

    @Test
    void whatCannotBeNamedIsLeftOut() {
        Painter untold =
                Calls.recorded(
                        trace,
                        Painter.class,
                        thing -> thing,
                        thing -> {
                            throw new IllegalStateException();
                        });

        assertThat(untold.paint('a')).isEqualTo('a');
        assertThat(trace.events()).extracting(Event::text).containsExactly("paint(…)", "…");
    }

    @Test
    void anotherThreadIsToldApart() throws InterruptedException {
        var thread = Thread.ofPlatform().start(dyer::rinse);
        thread.join();

        assertThat(trace.events())
                .first()
                .extracting(Event::sentence)
                .isEqualTo("another thread calls Dyer: rinse()");
    }

    @Test
    void whatEveryObjectHasIsNoCall() {
        assertThat(dyer).isEqualTo(dyer).isNotEqualTo(answer).hasToString(answer.toString());
        assertThat(trace.events()).isEmpty();
    }
}
