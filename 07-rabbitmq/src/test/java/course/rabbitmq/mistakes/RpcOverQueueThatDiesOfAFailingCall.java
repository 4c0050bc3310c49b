package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * Lets the exception of a procedure leave the callback. In real life: one strange request, and the
 * server's channel is closed; the request goes to the next server, and closes that one's, too.
 */
@Mistake(
        killedBy = "aServerSurvivesWhateverItsProcedureDoes",
        saying = "what a procedure throws, here")
final class RpcOverQueueThatDiesOfAFailingCall extends PlainRpcOverQueue {

    @Override
    Answer work(Procedure procedure, String argument) {
        try {
            return new Answer(null, procedure.on(argument));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
