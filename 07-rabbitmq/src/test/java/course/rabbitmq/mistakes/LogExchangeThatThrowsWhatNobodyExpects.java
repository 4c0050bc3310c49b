package course.rabbitmq.mistakes;

import com.rabbitmq.client.ShutdownSignalException;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Lets the client's unchecked exception pass. In real life: a permission is missing, and the thread
 * that wanted to write a line to the log dies of it.
 */
@Mistake(killedBy = "whoMayNotPublishIsToldSo", saying = "who may not write")
final class LogExchangeThatThrowsWhatNobodyExpects extends PlainLogExchange {

    @Override
    IOException refused(ShutdownSignalException e) {
        throw e;
    }
}
