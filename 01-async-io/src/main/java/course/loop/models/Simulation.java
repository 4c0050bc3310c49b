package course.loop.models;

import course.loop.EventLoop;
import course.loop.ThreeModels.Counter;
import course.loop.ThreeModels.Task;
import course.loop.reference.ReferenceEventLoop;
import course.loop.timeline.Lane;
import course.loop.timeline.Span;
import course.loop.timeline.Span.State;
import course.loop.timeline.Timeline;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Tasks for one of the {@link course.loop.ThreeModels three models}, in virtual time: a run of two
 * seconds takes no time that a watch could measure, but until it is over the thread that runs it
 * does nothing else. It notes who ran and who waited when, and on which threads.
 */
public final class Simulation {
    private final boolean hasThreads;
    private final ModelTime time;
    private final List<SimulatedTask> tasks;
    private final Set<Thread> threads = new LinkedHashSet<>();
    private final Variable counter = new Variable();
    private Throwable failure;

    private Simulation(List<Plan> plans, boolean hasThreads) {
        this.hasThreads = hasThreads;
        time = new ModelTime(hasThreads ? plans.size() : 1);
        tasks = plans.stream().map(SimulatedTask::new).toList();
    }

    /** For a model in which one thread does everything. */
    public static Simulation onOneThread(List<Plan> plans) {
        return new Simulation(plans, false);
    }

    /** For the model in which each task has its thread. */
    public static Simulation onThreads(List<Plan> plans) {
        return new Simulation(plans, true);
    }

    public List<Task> tasks() {
        return List.copyOf(tasks);
    }

    public Counter counter() {
        return counter;
    }

    /** A loop in the time of the tasks, for one that has {@linkplain #onOneThread one thread}. */
    public EventLoop loop() {
        return loop(this::failed);
    }

    /**
     * The same.
     *
     * @param failures told of what messages throw
     */
    public EventLoop loop(Consumer<Throwable> failures) {
        return new ReferenceEventLoop(time.clock(), failures);
    }

    /** Who ran and who waited for I/O when. A lane is empty where a task does neither. */
    public synchronized Timeline timeline() {
        return new Timeline(tasks.stream().map(task -> task.lane).toList());
    }

    /** The threads on which tasks ran or blocked. */
    public synchronized Set<Thread> threads() {
        return Set.copyOf(threads);
    }

    /** The first exception that a task has thrown, if any. */
    public synchronized Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** The tasks that have not come to their end, and how far they have come. */
    public synchronized List<String> unfinished() {
        return tasks.stream()
                .filter(task -> task.condition != Condition.DONE)
                .map(task ->
                        "%s has run %s of %s times"
                                .formatted(task.name(), task.runs, task.plan.runs()))
                .toList();
    }

    private synchronized void failed(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
        }
    }

    private IllegalStateException fails(SimulatedTask task, String format, Object... values) {
        var reason = new IllegalStateException(format.formatted(values));
        failed(reason);
        return new IllegalStateException(task.name() + " is given up", reason);
    }

    private void passUntil(Duration moment, SimulatedTask task) {
        if (failure().isPresent()) {
            throw new IllegalStateException(task.name() + " is given up after a failure");
        }
        try {
            if (!time.await(moment)) {
                throw fails(
                        task,
                        "%s needs time, and time passes only when all tasks run or wait, but nobody"
                                + " carries out %s; start all threads before you wait for the end"
                                + " of one, and hold no lock while a task runs or waits",
                        task.name(),
                        idle());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw fails(task, "%s was interrupted", task.name());
        }
    }

    private synchronized String idle() {
        return tasks.stream()
                .filter(SimulatedTask::isIdle)
                .map(Task::name)
                .collect(Collectors.joining(" and "));
    }

    private static String seconds(Duration time) {
        return "%s s".formatted(time.toMillis() / 1e3).replace(".0 s", " s");
    }

    private enum Condition {
        NEW,
        RUNNING,
        WAITING,
        BLOCKING,
        DONE
    }

    private final class SimulatedTask implements Task {
        private final Plan plan;
        private Lane lane;
        private Condition condition = Condition.NEW;
        private int runs;
        private Duration ioDoneAt = Duration.ZERO;

        SimulatedTask(Plan plan) {
            this.plan = plan;
            lane = Lane.of(plan.name());
        }

        @Override
        public String name() {
            return plan.name();
        }

        @Override
        public Optional<Duration> run() {
            var from = begin();
            var to = from.plus(plan.times().get(2 * runs));
            passUntil(to, this);
            return end(new Span(State.RUNNING, from, to));
        }

        private Duration begin() {
            synchronized (Simulation.this) {
                threads.add(Thread.currentThread());
                var now = time.now();
                if (condition == Condition.DONE) {
                    throw fails(this, "%s was run again, but it is done", name());
                }
                if (condition == Condition.RUNNING) {
                    throw fails(this, "%s was run by two threads at once", name());
                }
                if (now.compareTo(ioDoneAt) < 0) {
                    throw fails(
                            this,
                            "%s was run at %s, but the I/O that it waits for is done at %s; await"
                                    + " it, or post the next run with the delay that run returned",
                            name(),
                            seconds(now),
                            seconds(ioDoneAt));
                }
                condition = Condition.RUNNING;
                return now;
            }
        }

        private Optional<Duration> end(Span run) {
            synchronized (Simulation.this) {
                lane = lane.with(run);
                runs++;
                if (runs == plan.runs()) {
                    condition = Condition.DONE;
                    if (hasThreads) {
                        time.leave();
                    }
                    return Optional.empty();
                }
                var io = plan.times().get(2 * runs - 1);
                ioDoneAt = run.to().plus(io);
                lane = lane.with(new Span(State.WAITING, run.to(), ioDoneAt));
                condition = Condition.WAITING;
                return Optional.of(io);
            }
        }

        @Override
        public void awaitIo() {
            synchronized (Simulation.this) {
                threads.add(Thread.currentThread());
                if (condition != Condition.WAITING) {
                    throw fails(this, "%s was to await its I/O, but has none under way", name());
                }
                condition = Condition.BLOCKING;
            }
            passUntil(ioDoneAt, this);
            synchronized (Simulation.this) {
                condition = Condition.WAITING;
            }
        }

        /** Whether nobody does anything with it. */
        private boolean isIdle() {
            return condition == Condition.NEW || condition == Condition.WAITING;
        }
    }

    private static final class Variable implements Counter {
        private volatile int value;

        @Override
        public int read() {
            return value;
        }

        @Override
        public void write(int value) {
            this.value = value;
        }
    }
}
