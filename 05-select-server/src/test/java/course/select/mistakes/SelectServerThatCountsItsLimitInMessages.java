package course.select.mistakes;

import course.kit.Mistake;

/**
 * Allows a thousand messages for each client, whatever their size. A few hundred clients that do
 * not read are enough to fill the memory.
 */
@Mistake(killedBy = "noMoreIsReadWhileTheMostIsWaiting", saying = "bytes that waited to be sent")
final class SelectServerThatCountsItsLimitInMessages extends PlainSelectServer {
    @Override
    int limit() {
        return 1_024 * 16 * 1_024;
    }
}
