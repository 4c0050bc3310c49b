package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Candidate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What the parts of Scheduler's specification have in common. */
abstract class SchedulerExamples {
    final Coroutine.Factory coroutines = new GivenCoroutines();
    final Candidate<Scheduler> candidate;
    final Background background;
    final Scheduler scheduler;
    final Switches switches = new Switches();
    final List<String> diary = Collections.synchronizedList(switches.diary());
    final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());

    SchedulerExamples(Candidate<Scheduler> candidate, Background background) throws Exception {
        this.candidate = candidate;
        this.background = background;
        scheduler = candidate.create((Consumer<Throwable>) failures::add);
    }

    /** What a task does; {@code turn} gives the others their turns. */
    interface Work {
        void run(Turn turn) throws Exception;
    }

    interface Turn {
        void pass();
    }

    void spawn(Work work) {
        scheduler.spawn(
                coroutines.<Void, Void, Void>create(
                        switches.of(caller -> {
                            try {
                                work.run(() -> caller.yield(null));
                            } catch (Exception e) {
                                throw Thrown.sneakily(e);
                            }
                            return null;
                        })));
    }

    /** A task that notes each of its turns: a1, a2, … */
    void spawn(String name, int turns) {
        spawn(turn -> {
            for (int i = 1; i <= turns; i++) {
                diary.add(name + i);
                if (i < turns) {
                    turn.pass();
                }
            }
        });
    }

    /** A task that was not made by the given coroutines: notes what is called on it. */
    final class Foreign implements Coroutine<Object, Object, Object> {
        private final String name;
        private int turns;
        private final Runnable whenClosed;

        Foreign(String name, int turns) {
            this(name, turns, () -> {});
        }

        Foreign(String name, int turns, Runnable whenClosed) {
            this.name = name;
            this.turns = turns;
            this.whenClosed = whenClosed;
        }

        @Override
        public Step<Object, Object> next() {
            diary.add(name + ".next");
            return --turns > 0 ? new Yielded<>(null) : new Returned<>(null);
        }

        @Override
        public Step<Object, Object> send(Object value) {
            return value == null ? next() : wrong("send");
        }

        @Override
        public Step<Object, Object> throwIn(RuntimeException exception) {
            return wrong("throwIn");
        }

        private Step<Object, Object> wrong(String call) {
            diary.add(name + "." + call);
            return new Returned<>(null);
        }

        @Override
        public void close() {
            diary.add(name + ".close");
            whenClosed.run();
        }
    }

    void expectReported(Throwable... expected) {
        assertThat(failures.equals(List.of(expected)))
                .withFailMessage(
                        "what is reported is what the tasks have thrown, the same objects%n"
                                + "  expected: %s%n  but was:  %s",
                        List.of(expected), failures)
                .isTrue();
    }

    static void expectOnlyThisThread(Set<Thread> threads) {
        assertThat(threads)
                .withFailMessage(
                        "the tasks ran on %s, and not on the thread that called run()",
                        threads.stream().map(Thread::getName).limit(5).toList())
                .containsExactly(Thread.currentThread());
    }

    void expectDiary(String why, String... expected) {
        assertThat(diary)
                .withFailMessage(
                        "%s%n  expected: %s%n  but was:  %s%s",
                        why,
                        List.of(expected),
                        diary,
                        failures.isEmpty() ? "" : "%n  reported: ".formatted() + failures)
                .containsExactly(expected);
    }
}
