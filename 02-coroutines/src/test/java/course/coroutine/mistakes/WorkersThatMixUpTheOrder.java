package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Puts the workers' results one behind the other. That would be the order of the items if the
 * shares were cut that way; here the items were dealt like cards.
 */
@Mistake(
        killedBy = "everyItemIsDoneAndTheResultsAreInTheOrderOfTheItems",
        saying = "Done[result=C]")
final class WorkersThatMixUpTheOrder extends PlainWorkers {
    @Override
    int place(int worker, int index, int workers, int items) {
        return worker * ((items + workers - 1) / workers) + index;
    }
}
