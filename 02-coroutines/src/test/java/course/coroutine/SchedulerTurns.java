package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Round robin. */
abstract class SchedulerTurns extends SchedulerExamples {
    private static final String IN_TURNS = "the tasks take turns, in the order of the queue";

    SchedulerTurns(Candidate<Scheduler> candidate, Background background) throws Exception {
        super(candidate, background);
    }

    @Test
    void aTaskRunsToItsEnd() throws Exception {
        spawn("a", 3);

        scheduler.run();

        expectDiary("run() returns when all tasks have ended", "a1", "a2", "a3");
    }

    @Test
    void tasksTakeTurns() throws Exception {
        spawn("a", 3);
        spawn("b", 3);
        spawn("c", 3);

        scheduler.run();

        expectDiary(IN_TURNS, "a1", "b1", "c1", "a2", "b2", "c2", "a3", "b3", "c3");
    }

    @Test
    void whoHasEndedHasNoMoreTurns() throws Exception {
        spawn("a", 1);
        spawn("b", 4);
        spawn("c", 2);

        scheduler.run();

        expectDiary(IN_TURNS, "a1", "b1", "c1", "b2", "c2", "b3", "b4");
    }

    @Test
    void aTaskThatIsSpawnedByATaskGoesToTheEndOfTheQueue() throws Exception {
        spawn(turn -> {
            diary.add("a1");
            spawn("new", 2);
            diary.add("a1 goes on");
            turn.pass();
            diary.add("a2");
        });
        spawn("b", 2);

        scheduler.run();

        expectDiary(
                "b was in the queue before the new one, and the new one before a's next turn",
                "a1",
                "a1 goes on",
                "b1",
                "new1",
                "a2",
                "b2",
                "new2");
    }

    @ParameterizedTest
    @CsvSource({
        "a1, a1 b1 c1 new1 a2 b2 c2",
        "b1, a1 b1 c1 a2 new1 b2 c2",
        "c1, a1 b1 c1 a2 b2 new1 c2",
        "a2, a1 b1 c1 a2 b2 c2 new1",
        "b2, a1 b1 c1 a2 b2 c2 new1",
        "c2, a1 b1 c1 a2 b2 c2 new1",
    })
    void inWhicheverTurnATaskIsSpawnedItGoesToTheEndOfTheQueue(String when, String expected)
            throws Exception {
        for (var name : List.of("a", "b", "c")) {
            spawn(turn -> {
                for (int i = 1; i <= 2; i++) {
                    diary.add(name + i);
                    if (when.equals(name + i)) {
                        spawn("new", 1);
                    }
                    if (i < 2) {
                        turn.pass();
                    }
                }
            });
        }

        scheduler.run();

        expectDiary(
                ("a, b and c have two turns each, and in the turn %s a new task is spawned: it"
                     + " comes behind all who wait then, also those who have had their turn in this"
                     + " round, and before the next turn of who has spawned it")
                        .formatted(when),
                expected.split(" "));
    }

    @Test
    void nobodyIsStarvedByATaskThatSpawnsOthers() throws Exception {
        var turns = new HashMap<String, Integer>();
        var worstLead = new int[1];
        spawn(turn -> {
            for (int i = 1; i <= 50; i++) {
                turns.put("spawner", i);
                spawn("child", 3);
                turn.pass();
            }
        });
        spawn(turn -> {
            for (int i = 1; i <= 50; i++) {
                turns.put("patient", i);
                worstLead[0] = Math.max(worstLead[0], Math.abs(turns.get("spawner") - i));
                turn.pass();
            }
        });

        scheduler.run();

        assertThat(worstLead[0])
                .withFailMessage(
                        "of two tasks, one was %s turns ahead of the other; all have the same"
                                + " number of turns, or one more",
                        worstLead[0])
                .isLessThanOrEqualTo(1);
    }

    @Test
    void allTasksRunOnTheThreadThatCallsRun() throws Exception {
        var threads = ConcurrentHashMap.<Thread>newKeySet();
        for (int i = 0; i < 3; i++) {
            spawn(turn -> {
                threads.add(Thread.currentThread());
                turn.pass();
                threads.add(Thread.currentThread());
            });
        }

        scheduler.run();

        expectOnlyThisThread(threads);
    }

    @Test
    void whatATaskYieldsAndReturnsDoesNotMatter() throws Exception {
        scheduler.spawn(
                coroutines.<Object, Object, Object>create(caller -> {
                    diary.add("got " + caller.yield(new Coroutine.Returned<>("not the end")));
                    return new Coroutine.Yielded<>("the end");
                }));
        spawn("b", 2);

        scheduler.run();

        expectDiary("a task runs by next()", "b1", "got null", "b2");
    }

    @Test
    void withoutTasksItReturnsAtOnce() throws Exception {
        scheduler.run();
        diary.add("returned");

        spawn("a", 1);
        scheduler.run();

        expectDiary("a scheduler may run again when there is something to do", "returned", "a1");
    }

    @ParameterizedTest
    @CsvSource({
        "1, a1",
        "2, a1 a2",
        "'1 1', a1 b1",
        "'3 1 2', a1 b1 c1 a2 c2 a3",
        "'1 3 1', a1 b1 c1 b2 b3",
        "'1 1 3', a1 b1 c1 c2 c3",
        "'2 1 1 2', a1 b1 c1 d1 a2 d2",
    })
    void whoEndsLeavesTheOrderOfTheOthersAsItIs(String turns, String order) throws Exception {
        var name = 'a';
        for (var number : turns.split(" ")) {
            spawn(String.valueOf(name++), Integer.parseInt(number));
        }

        scheduler.run();

        expectDiary(
                "tasks of %s turns; %s".formatted(turns.replace(" ", ", "), IN_TURNS),
                order.split(" "));
    }

    @Test
    void aTaskThatIsSpawnedInTheLastTurnRunsToo() throws Exception {
        spawn(turn -> {
            diary.add("a1");
            spawn(inner -> {
                diary.add("b1");
                spawn("c", 2);
            });
        });

        scheduler.run();

        expectDiary(
                "run() returns when all tasks have ended, those that were spawned meanwhile, too",
                "a1",
                "b1",
                "c1",
                "c2");
    }

    @Test
    void anyCoroutineMayBeATask() throws Exception {
        scheduler.spawn(new Foreign("a", 2));
        scheduler.spawn(new Foreign("b", 1));

        scheduler.run();

        expectDiary("a task runs by next(), until it has returned", "a.next", "b.next", "a.next");
    }

    @Test
    void tasksThatAreEqualHaveTheirTurnsEach() throws Exception {
        for (var name : List.of("a", "b", "c")) {
            scheduler.spawn(new Alike<>(new Foreign(name, 2)));
        }

        scheduler.run();

        expectDiary(
                "a task is one that was spawned, whether or not equals() finds another one",
                "a.next",
                "b.next",
                "c.next",
                "a.next",
                "b.next",
                "c.next");
    }

    @Test
    void twoSchedulersKnowNothingOfEachOther() throws Exception {
        var other = candidate.create((Consumer<Throwable>) failures::add);
        other.spawn(new Foreign("b", 2));
        spawn(turn -> {
            diary.add("a1");
            other.run();
            diary.add("a1 goes on");
            turn.pass();
            diary.add("a2");
        });
        spawn("c", 1);

        scheduler.run();

        expectDiary(
                "a task may run another scheduler",
                "a1",
                "b.next",
                "b.next",
                "a1 goes on",
                "c1",
                "a2");
    }
}
