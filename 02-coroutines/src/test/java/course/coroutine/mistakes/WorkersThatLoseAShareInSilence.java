package course.coroutine.mistakes;

import course.kit.Mistake;

import java.util.Arrays;
import java.util.List;

/**
 * Returns what has come, and says nothing of the rest. The totals are too small, and nobody notices
 * before the end of the year.
 */
@Mistake(
        killedBy = "aWorkerThatIsKilledIsReportedAndTheOthersGoOn",
        saying = "but the outcomes were [Done[result=hello]]")
final class WorkersThatLoseAShareInSilence extends PlainWorkers {
    @Override
    List<Outcome> result(Outcome[] outcomes) {
        return Arrays.stream(outcomes).filter(outcome -> !(outcome instanceof Lost)).toList();
    }
}
