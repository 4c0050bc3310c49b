package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.util.function.Consumer;

/**
 * An exception of the handler reaches the client, which closes the channel. In real life: one bad
 * message, and the receiver runs on and never receives anything again.
 */
@Mistake(
        killedBy = "aMessageThatCannotBeHandledDoesNotStopTheOthers",
        saying = "is handed the next ones")
final class HelloQueueThatDiesOfOneMessage extends PlainHelloQueue {

    @Override
    void hand(String message, Consumer<String> onMessage) {
        onMessage.accept(message);
    }
}
