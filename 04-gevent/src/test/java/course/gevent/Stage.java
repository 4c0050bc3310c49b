package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;

import course.greenlet.Greenlets;
import course.kit.Example;
import course.kit.trace.Trace;
import course.picture.trace.Kind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The time in which an example plays, and what happens there. */
final class Stage {
    private final LeapingClock clock;
    private final Trace trace;
    private final List<String> notes = new ArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    private Supplier<String> current = () -> RememberedGreenlets.MAIN;

    Stage(Example example) {
        trace = example.trace();
        clock = new LeapingClock(trace);
    }

    /** For a hub whose switches are seen. */
    Greenlets watched(Greenlets greenlets) {
        var remembered = new RememberedGreenlets(greenlets, trace);
        current = remembered::currentName;
        return remembered;
    }

    LeapingClock clock() {
        return clock;
    }

    /** Who is told of failures. */
    Consumer<Throwable> failures() {
        return failures::add;
    }

    List<Throwable> reported() {
        return failures;
    }

    /** Writes down that this happens now. */
    void note(String what) {
        notes.add(what);
        trace.add(Kind.NOTED, current.get(), what);
    }

    /** Writes down that this happens now, and when that is. */
    void noteTimed(String what) {
        notes.add("%s s: %s".formatted(clock.elapsed().toMillis() / 1e3, what));
        trace.add(Kind.NOTED, current.get(), what);
    }

    List<String> notes() {
        return notes;
    }

    /** Compares what has been noted with what is expected, and what is reported with nothing. */
    void expect(String why, String... expected) {
        expectNoFailure();
        expectNotes(why, expected);
    }

    void expectNotes(String why, String... expected) {
        expectNothingToDo();
        assertThat(notes)
                .withFailMessage(() ->
                        "%s%n  expected: %s%n  but was:  %s"
                                .formatted(
                                        why, String.join(", ", expected), String.join(", ", notes)))
                .containsExactly(expected);
    }

    /** As {@link #expect}, where the contract leaves the order open. */
    void expectInAnyOrder(String why, String... expected) {
        expectNoFailure();
        assertThat(notes)
                .withFailMessage(() ->
                        "%s%n  expected, in any order: %s%n  but was: %s"
                                .formatted(
                                        why, String.join(", ", expected), String.join(", ", notes)))
                .containsExactlyInAnyOrder(expected);
    }

    /** What ends in a TODO on the hub is reported to it, and tells more than any note. */
    private void expectNothingToDo() {
        for (var failure : failures) {
            if (failure instanceof UnsupportedOperationException toDo) {
                throw toDo;
            }
        }
    }

    void expectNoFailure() {
        if (!failures.isEmpty()) {
            throw new AssertionError(
                    "reported as failed: " + failures.getFirst(), failures.getFirst());
        }
    }

    void expectReported(String why, Throwable... expected) {
        expectNothingToDo();
        assertThat(failures).as(why).containsExactly(expected);
    }

    void expectElapsed(String why, Duration expected) {
        assertThat(clock.elapsed()).as(why).isEqualTo(expected);
    }
}
