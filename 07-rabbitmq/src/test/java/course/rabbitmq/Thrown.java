package course.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.ShutdownSignalException;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** What others' code may throw, in all its kinds. */
enum Thrown {
    AN_UNCHECKED_EXCEPTION(() -> new IllegalStateException("this one always fails")),
    A_MISSING_VALUE(() -> new NullPointerException("there is no order")),
    A_CHECKED_EXCEPTION(() -> new IOException("the disk is full")),
    A_TIMEOUT(() -> new TimeoutException("the database does not answer")),
    AN_INTERRUPT(() -> new InterruptedException("it was interrupted")),
    AN_ERROR(() -> new StackOverflowError("too deep")),
    AN_ASSERTION(() -> new AssertionError("this can't be")),
    THE_CLIENTS_OWN(() -> new AlreadyClosedException(another())),
    WHAT_LEAVES_ITS_THREAD_INTERRUPTED(() -> new IllegalStateException("it was interrupted"));

    private final Supplier<Throwable> maker;

    Thrown(Supplier<Throwable> maker) {
        this.maker = maker;
    }

    /** Of a connection that is none of this example's. */
    private static ShutdownSignalException another() {
        return new ShutdownSignalException(
                true, false, new AMQP.Connection.Close.Builder().replyCode(320).build(), null);
    }

    Throwable example() {
        return maker.get();
    }

    /** To be thrown on this thread, which is marked as interrupted if it leaves it so. */
    Throwable here() {
        if (this == WHAT_LEAVES_ITS_THREAD_INTERRUPTED) {
            Thread.currentThread().interrupt();
        }
        return example();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ').replace("clients", "client's");
    }
}
