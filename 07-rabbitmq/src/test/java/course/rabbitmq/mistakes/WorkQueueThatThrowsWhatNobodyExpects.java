package course.rabbitmq.mistakes;

import com.rabbitmq.client.ShutdownSignalException;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Lets the client's unchecked exception pass. In real life: the caller handles IOException, and its
 * thread dies of a permission that is missing.
 */
@Mistake(killedBy = "whoMayNotSubmitIsToldSo", saying = "who may not write")
final class WorkQueueThatThrowsWhatNobodyExpects extends PlainWorkQueue {

    @Override
    IOException refused(ShutdownSignalException e) {
        throw e;
    }
}
