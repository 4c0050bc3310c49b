package course.loop;

import course.kit.Background;
import course.loop.models.Plan;
import course.loop.models.Simulation;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

/** The tutorial's picture: who runs and who waits when. */
abstract class ThreeModelsPicture extends ThreeModelsExamples {
    ThreeModelsPicture(ThreeModels models, Background background) {
        super(models, background);
    }

    @Test
    void synchronousTakesTheSumOfAllOnOneThread() throws Exception {
        var run = synchronous(PICTURE);

        run.expectTotal(s(21), "the sum of all");
        run.expectOnlyTheCallersThread();
    }

    @Test
    void synchronousRunsOneTaskAfterTheOther() throws Exception {
        var run = synchronous(PICTURE);

        run.expect(
                lane("task 1", running(0, 1), waiting(1, 8), running(8, 9)),
                lane("task 2", running(9, 10), waiting(10, 13), running(13, 15)),
                lane("task 3", running(15, 17), waiting(17, 20), running(20, 21)));
    }

    @Test
    void synchronousCountsEveryRun() throws Exception {
        var run = synchronous(PICTURE);

        run.expectAllRunsCounted();
    }

    @Test
    void threadsTakeAsLongAsTheLongestTask() throws Exception {
        var run = threads(PICTURE);

        run.expectTotal(s(9), "as long as the longest task");
        run.expectAThreadForEachTask();
    }

    @Test
    void threadsRunAndWaitAtTheSameTime() throws Exception {
        var run = threads(PICTURE);

        run.expect(
                lane("task 1", running(0, 1), waiting(1, 8), running(8, 9)),
                lane("task 2", running(0, 1), waiting(1, 4), running(4, 6)),
                lane("task 3", running(0, 2), waiting(2, 5), running(5, 6)));
    }

    @Test
    void threadsReturnsWhenAllTasksAreDone() throws Exception {
        var held = new HeldTasks();

        try {
            ModelRun.of(
                    "threads",
                    PICTURE,
                    Simulation.onThreads(PICTURE),
                    simulation ->
                            models.threads(held.of(simulation.tasks()), simulation.counter()));
        } finally {
            held.release();
        }
    }

    @Test
    void threadsHaveEndedInTheEnd() throws Exception {
        var run = threads(PICTURE);

        background.await("the threads end when their tasks are done", run::threadsHaveEnded);
    }

    @Test
    void threadsCountEveryRun() throws Exception {
        var plans =
                IntStream.rangeClosed(1, 3)
                        .mapToObj(i -> Plan.ofSeconds("task " + i, 1, 1, 1, 1, 1))
                        .toList();

        var run =
                ModelRun.of(
                        "threads",
                        plans,
                        Simulation.onThreads(plans),
                        simulation ->
                                models.threads(
                                        simulation.tasks(),
                                        new ContestedCounter(simulation.counter(), plans.size())));

        run.expectAllRunsCounted();
    }

    @Test
    void eventDrivenTakesAsLongAsTheLongestTask() throws Exception {
        var run = eventDriven(PICTURE);

        run.expectTotal(
                s(9),
                "as long as the longest task",
                "a message that blocks keeps all others waiting: let it post the next one with a"
                        + " delay, and return");
    }

    @Test
    void eventDrivenRunsOneWhileOthersWait() throws Exception {
        var run = eventDriven(PICTURE);

        run.expect(
                lane("task 1", running(0, 1), waiting(1, 8), running(8, 9)),
                lane("task 2", running(1, 2), waiting(2, 5), running(5, 7)),
                lane("task 3", running(2, 4), waiting(4, 7), running(7, 8)));
    }

    @Test
    void eventDrivenNeedsOneThread() throws Exception {
        var run = eventDriven(PICTURE);

        run.expectOnlyTheCallersThread();
    }

    @Test
    void eventDrivenCountsEveryRun() throws Exception {
        var run = eventDriven(PICTURE);

        run.expectAllRunsCounted();
    }

    @Test
    void aTaskWhoseIoIsDoneWaitsForItsTurn() throws Exception {
        var run =
                eventDriven(
                        List.of(Plan.ofSeconds("task 1", 1, 1, 1), Plan.ofSeconds("task 2", 5)));

        run.expect(
                lane("task 1", running(0, 1), waiting(1, 2), running(6, 7)),
                lane("task 2", running(1, 6)));
    }

    @Test
    void whoseIoIsDoneFirstGoesOnFirst() throws Exception {
        var run =
                eventDriven(
                        List.of(
                                Plan.ofSeconds("task 1", 1, 5, 1),
                                Plan.ofSeconds("task 2", 1, 1, 1),
                                Plan.ofSeconds("task 3", 6)));

        run.expect(
                lane("task 1", running(0, 1), waiting(1, 6), running(9, 10)),
                lane("task 2", running(1, 2), waiting(2, 3), running(8, 9)),
                lane("task 3", running(2, 8)));
    }

    @Test
    void tasksThatNeverWaitGainNothingFromALoop() throws Exception {
        var run =
                eventDriven(
                        List.of(
                                Plan.ofSeconds("task 1", 2),
                                Plan.ofSeconds("task 2", 3),
                                Plan.ofSeconds("task 3", 4)));

        run.expectTotal(s(9), "the sum of all, since nobody waits");
        run.expectThatNoTwoRunsOverlap();
    }

    @Test
    void aHundredTasksThatWaitALotNeedOneThread() throws Exception {
        var plans =
                IntStream.rangeClosed(1, 100)
                        .mapToObj(i -> Plan.ofSeconds("task " + i, 1, 500, 1))
                        .toList();

        var run = eventDriven(plans);

        run.expectTotal(s(100 + 500 + 1), "since all wait at the same time");
        run.expectOnlyTheCallersThread();
        run.expectThatNoTwoRunsOverlap();
        run.expectAllRunsCounted();
    }

    @Test
    void aLoopWithoutTasksEndsAtOnce() throws Exception {
        var run = eventDriven(List.of());

        run.expectTotal(s(0), "since there is nothing to do");
    }
}
