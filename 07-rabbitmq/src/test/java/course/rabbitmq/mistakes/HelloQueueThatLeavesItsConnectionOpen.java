package course.rabbitmq.mistakes;

import com.rabbitmq.client.Connection;

import course.kit.Mistake;

/**
 * Nobody closes the connection after sending. In real life: the client's threads keep the program
 * alive after main has ended, and a program that sends often runs the broker out of connections.
 */
@Mistake(killedBy = "aMessageArrives", saying = "left behind: ")
final class HelloQueueThatLeavesItsConnectionOpen extends PlainHelloQueue {

    @Override
    void afterSending(Connection connection) {}
}
