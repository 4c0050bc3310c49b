package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Passes on the client's exception, which has no message: what the broker said is in its cause. In
 * real life: the log says "java.io.IOException", and an evening is gone.
 */
@Mistake(killedBy = "anotherTypeIsRefusedInTheBrokersWords", saying = "to contain")
final class LogExchangeThatKeepsTheReasonToItself extends PlainLogExchange {

    @Override
    IOException refused(IOException e) {
        return e;
    }
}
