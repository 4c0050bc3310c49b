package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Believes that whoever ends with 0 has done its work. Somebody's library has called System.exit,
 * and the missing results count as done.
 */
@Mistake(
        killedBy = "aWorkerThatExitsByItselfHasLostItsShareEvenWithStatusZero",
        saying = "Done[result=null]")
final class WorkersThatTrustAnExitStatusOfZero extends PlainWorkers {
    @Override
    Outcome lost(int exitStatus) {
        return exitStatus == 0 ? new Done(null) : super.lost(exitStatus);
    }
}
