package course.loop;

import course.kit.Example;
import course.loop.models.Plan;
import course.loop.models.Simulation;
import course.loop.timeline.Lane;
import course.loop.timeline.Span.State;
import course.loop.timeline.Timeline;
import course.picture.trace.Kind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What one model made of some tasks. */
final class ModelRun {
    private static final Duration MOST_DRAWN = Duration.ofMinutes(20);

    private final String model;
    private final List<Plan> plans;
    private final Simulation simulation;
    private final Thread caller = Thread.currentThread();

    private ModelRun(String model, List<Plan> plans, Simulation simulation) {
        this.model = model;
        this.plans = plans;
        this.simulation = simulation;
    }

    /** A call of one of the models. */
    interface Call {
        void make(Simulation simulation) throws Exception;
    }

    static ModelRun of(String model, List<Plan> plans, Simulation simulation, Call call)
            throws Exception {
        var run = new ModelRun(model, plans, simulation);
        try {
            run.make(call);
        } finally {
            run.writeDown();
        }
        return run;
    }

    private void writeDown() {
        var trace = Example.current().trace();
        trace.addAt(Duration.ZERO, Kind.NOTED, "", model);
        record Change(Duration at, Kind kind, String lane) {}
        var changes = new ArrayList<Change>();
        for (var lane : simulation.timeline().lanes()) {
            for (var span : lane.spans()) {
                var kind = span.state() == State.RUNNING ? Kind.RUNS : Kind.WAITS;
                changes.add(new Change(span.from(), kind, lane.name()));
            }
            changes.add(new Change(lane.end(), Kind.STOPS, lane.name()));
        }
        changes.sort(Comparator.comparing(Change::at));
        for (var change : changes) {
            trace.addAt(change.at, change.kind, change.lane, "");
        }
    }

    private void make(Call call) throws Exception {
        try {
            call.make(simulation);
        } catch (IllegalStateException e) {
            failIfATaskHas();
            throw new AssertionError("%s: %s%s".formatted(model, e.getMessage(), picture()), e);
        }
        failIfATaskHas();
        var unfinished = simulation.unfinished(); // threads that go on may finish them meanwhile
        if (!unfinished.isEmpty()) {
            throw new AssertionError(
                    "%s has returned, but %s%s"
                            .formatted(model, String.join(", ", unfinished), picture()));
        }
    }

    private void failIfATaskHas() {
        simulation
                .failure()
                .ifPresent(failure -> {
                    throw new AssertionError(
                            "%s: %s%s"
                                    .formatted(
                                            model,
                                            failure instanceof IllegalStateException
                                                    ? failure.getMessage()
                                                    : "a message on the loop threw " + failure,
                                            picture()),
                            failure);
                });
    }

    private String picture() {
        var timeline = simulation.timeline();
        return timeline.total().isZero() || timeline.total().compareTo(MOST_DRAWN) > 0
                ? ""
                : ".\nWhat was seen:\n" + drawn(timeline, timeline);
    }

    private static String drawn(Timeline timeline, Timeline other) {
        var seconds = Math.max(timeline.total().toSeconds(), other.total().toSeconds());
        return timeline.toText(seconds <= 30 ? Duration.ofMillis(500) : Duration.ofSeconds(10))
                .stripTrailing()
                .indent(2)
                .stripTrailing();
    }

    /** Compares the whole timeline. */
    void expect(Lane... lanes) {
        var expected = Timeline.of(lanes);
        var seen = simulation.timeline();
        if (!seen.equals(expected)) {
            throw new AssertionError(
                    "%s must do this (█ runs, · waits for I/O):\n%s\nand has done this:\n%s"
                            .formatted(model, drawn(expected, seen), drawn(seen, expected)));
        }
    }

    /**
     * @param reason what the expected time is, such as {@code the sum of all}
     */
    void expectTotal(Duration expected, String reason) {
        expectTotal(expected, reason, "");
    }

    /**
     * @param hint what may be the cause if it is another
     */
    void expectTotal(Duration expected, String reason, String hint) {
        var total = simulation.timeline().total();
        if (!total.equals(expected)) {
            throw new AssertionError(
                    "%s must take %s, %s, and has taken %s%s%s"
                            .formatted(
                                    model,
                                    Diary.seconds(expected),
                                    reason,
                                    Diary.seconds(total),
                                    hint.isEmpty() ? "" : "; " + hint,
                                    picture()));
        }
    }

    void expectOnlyTheCallersThread() {
        if (!threads().equals(Set.of(caller))) {
            throw new AssertionError(
                    "%s must do everything on the thread that calls it, and %s threads have taken part; start none"
                            .formatted(model, threads().size()));
        }
    }

    void expectAThreadForEachTask() {
        if (threads().size() != plans.size() || threads().contains(caller)) {
            throw new AssertionError(
                    "%s must have a new thread for each of the %s tasks, and %s have taken part%s"
                            .formatted(
                                    model,
                                    plans.size(),
                                    threads().size(),
                                    threads().contains(caller)
                                            ? ", the one that has called it among them"
                                            : ""));
        }
    }

    void expectThatNoTwoRunsOverlap() {
        var runs =
                simulation.timeline().lanes().stream()
                        .flatMap(lane -> lane.in(State.RUNNING))
                        .toList();
        for (var one : runs) {
            if (runs.stream().anyMatch(other -> other != one && other.overlaps(one))) {
                throw new AssertionError(
                        "%s has run two tasks at the same time, and one thread cannot do that%s"
                                .formatted(model, picture()));
            }
        }
    }

    void expectAllRunsCounted() {
        var expected = plans.stream().mapToInt(Plan::runs).sum();
        var counted = simulation.counter().read();
        if (counted != expected) {
            throw new AssertionError(
                    "%s: the tasks have run %s times, and the counter says %s"
                                    .formatted(model, expected, counted)
                            + (counted < expected ? whyTooFew() : ""));
        }
    }

    private String whyTooFew() {
        return threads().size() > 1
                ? ": two threads have read the same value, and both have written it plus one; let"
                        + " only one at a time read and write"
                : ": add one after every run, the last one too";
    }

    Set<Thread> threads() {
        return simulation.threads();
    }

    boolean threadsHaveEnded() {
        return threads().stream().noneMatch(thread -> thread != caller && thread.isAlive());
    }
}
