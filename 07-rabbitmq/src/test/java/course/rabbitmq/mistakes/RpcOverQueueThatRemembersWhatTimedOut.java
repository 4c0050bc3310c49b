package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.util.Map;

/**
 * Takes a call out of its map when the answer comes, and so never takes out those that have none.
 * In real life: a service that needs a restart every other week, since its memory is full.
 */
@Mistake(
        killedBy = "nothingIsKeptOfCallsThatAreOver",
        saying = "calls that have timed out the heap holds so many more objects")
final class RpcOverQueueThatRemembersWhatTimedOut extends PlainRpcOverQueue {

    @Override
    void forget(Map<String, Call> calls, String number) {}
}
