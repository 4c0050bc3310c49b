package course.rabbitmq.mistakes;

import com.rabbitmq.client.Channel;

import course.kit.Mistake;

/**
 * Sets no prefetch, so the broker hands out tasks as they come, whoever is busy. In real life: two
 * workers, one of which has all the long tasks, and a queue that looks empty.
 */
@Mistake(killedBy = "whoIsBusyTakesNoMoreTasks", saying = "2 messages arrive")
final class WorkQueueThatTakesAllItCanGet extends PlainWorkQueue {

    @Override
    void limit(Channel channel) {}
}
