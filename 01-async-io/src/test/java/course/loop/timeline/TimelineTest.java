package course.loop.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.loop.time.VirtualTime;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class TimelineTest {

    @Test
    void itIsDrawnAsText() {
        var timeline =
                Timeline.of(
                        lane("task 1", 3, 3, 3),
                        Lane.of("task 10").with(waiting(1, 5)),
                        Lane.of("-"));

        assertThat(timeline.toText(Duration.ofSeconds(1)))
                .isEqualTo(
                        """
                        task 1   ███···███
                        task 10   ····
                        -
                                 0 s
                        """);
    }

    @Test
    void theScaleHasANumberEveryTenColumns() {
        var timeline = Timeline.of(lane("1", 10, 10, 1));

        assertThat(timeline.toText(Duration.ofMillis(500)))
                .isEqualTo(
                        """
                        1  ████████████████████····················██
                           0         5         10        15        20 s
                        """);
    }

    @Test
    void theWidthIsChosenForATerminal() {
        for (var millis : List.of(1, 7, 60, 61, 599, 9_000, 21_000, 3_600_000)) {
            var timeline = Timeline.of(Lane.of("1").runs(Duration.ofMillis(millis)));

            assertThat(timeline.toString().lines().findFirst().orElseThrow())
                    .as("%s ms", millis)
                    .hasSizeBetween(3 + 20, 3 + 60);
        }
    }

    @Test
    void theScaleSaysWhatItCounts() {
        assertThat(scale(Duration.ofSeconds(6)))
                .isEqualTo("0         1         2         3         4         5         6 s");
        assertThat(scale(Duration.ofMillis(4)))
                .isEqualTo("0         1         2         3         4 ms");
        assertThat(scale(Duration.ofNanos(4_000)))
                .isEqualTo("0         1         2         3         4 µs");
    }

    private static String scale(Duration total) {
        return Timeline.of(Lane.of("1").runs(total)).toString().lines().toList().getLast().strip();
    }

    @Test
    void aRunTooShortForAColumnIsShownAllTheSame() {
        var lane = Lane.of("1").waits(Duration.ofMillis(2_300)).runs(Duration.ofMillis(1));
        var timeline = Timeline.of(lane.waits(Duration.ofMillis(1_699)));

        assertThat(timeline.toText(Duration.ofSeconds(1))).startsWith("1  ··█·\n");
    }

    @Test
    void aColumnShowsWhatTakesMostOfIt() {
        var lane = Lane.of("1").runs(Duration.ofMillis(1_400)).waits(Duration.ofMillis(1_000));

        assertThat(Timeline.of(lane).toText(Duration.ofSeconds(1))).startsWith("1  █·\n");
    }

    @Test
    void nothingIsDrawnOfNothing() {
        assertThat(Timeline.of()).hasToString("  0 ns\n");
        assertThat(Timeline.of().total()).isZero();
    }

    @Test
    void itIsRecordedByAClock() {
        var time = new VirtualTime();
        time.advance(Duration.ofSeconds(7));
        var recorder = new Recorder(clockOf(time));

        recorder.runs("1");
        time.advance(Duration.ofSeconds(2));
        recorder.waits("1");
        recorder.runs("2");
        time.advance(Duration.ofSeconds(1));
        recorder.rests("1");
        time.advance(Duration.ofSeconds(1));
        recorder.runs("1");
        time.advance(Duration.ofSeconds(1));

        assertThat(recorder.timeline().toText(Duration.ofMillis(500)))
                .isEqualTo(
                        """
                        1  ████··  ██
                        2      ██████
                           0         5 s
                        """);
    }

    private static course.loop.time.LoopClock clockOf(VirtualTime time) {
        return new course.loop.time.LoopClock() {
            @Override
            public Duration now() {
                return time.elapsed();
            }

            @Override
            public void await(Duration until) {
                throw new AssertionError("a recorder does not wait");
            }

            @Override
            public void wake() {
                throw new AssertionError("a recorder wakes nobody");
            }
        };
    }

    @Test
    void whatGoesOnIsOneSpan() {
        assertThat(lane("1", 2).runs(Duration.ofSeconds(1))).isEqualTo(lane("1", 3));
        assertThat(lane("1", 2).waits(Duration.ZERO)).isEqualTo(lane("1", 2));
    }

    @Test
    void aLaneDoesNotGoBack() {
        assertThatThrownBy(() -> lane("1", 2).with(waiting(1, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lane 1");
    }

    @Test
    void timesAreAddedUp() {
        var lane = lane("1", 2, 5, 3);

        assertThat(lane.time(Span.State.RUNNING)).hasSeconds(5);
        assertThat(lane.time(Span.State.WAITING)).hasSeconds(5);
        assertThat(Timeline.of(lane, lane("2", 4)).total()).hasSeconds(10);
    }

    private static Lane lane(String name, int... seconds) {
        var lane = Lane.of(name);
        for (var i = 0; i < seconds.length; i++) {
            var length = Duration.ofSeconds(seconds[i]);
            lane = i % 2 == 0 ? lane.runs(length) : lane.waits(length);
        }
        return lane;
    }

    private static Span waiting(int from, int to) {
        return new Span(Span.State.WAITING, Duration.ofSeconds(from), Duration.ofSeconds(to));
    }
}
