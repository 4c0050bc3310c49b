package course.select.exercise;

import course.select.Select;
import course.select.SelectServer;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Exercise 5.2. Given to build on: a {@link Select}. The steps are the tutorial's; keep its lists
 * and queues in fields, or put all into a class of your own.
 */
public final class ExerciseSelectServer implements SelectServer {

    @Override
    public void serve(ServerSocketChannel listener, Select select, Log log) throws IOException {
        throw new UnsupportedOperationException(
                "TODO 5.2.1: in a loop until interrupted, select with the listener and all"
                        + " connections among the inputs; accept who connects, and take the steps"
                        + " below with those who are ready");
    }

    /** A connection is readable. */
    private void receive(SocketChannel connection) throws IOException {
        throw new UnsupportedOperationException(
                "TODO 5.2.2: read, put the message into the connection's queue, and the connection"
                        + " into the outputs");
    }

    /** A connection is writable. */
    private void send(SocketChannel connection) throws IOException {
        throw new UnsupportedOperationException(
                "TODO 5.2.3: write what is next in its queue in upper case, as far as one write"
                        + " takes it; with nothing in the queue, take it out of the outputs");
    }

    /** A client has finished sending, is gone, or has sent something exceptional. */
    private void disconnect(SocketChannel connection) throws IOException {
        throw new UnsupportedOperationException(
                "TODO 5.2.4: take the connection out of all lists and queues, and close it; a"
                        + " client that has only finished sending gets its answers first");
    }

    // TODO 5.2.5: a client that does not read: stop reading from it while much waits to be sent
    // TODO 5.2.6: accept fails: leave the listener out of the inputs for a while
}
