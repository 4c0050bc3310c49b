package course.rabbitmq;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmCallback;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ReturnCallback;
import com.rabbitmq.client.ReturnListener;
import com.rabbitmq.client.ShutdownListener;
import com.rabbitmq.client.ShutdownSignalException;

import course.kit.Background;
import course.kit.Example;
import course.kit.trace.Trace;
import course.picture.trace.Kind;

import org.mockito.Mockito;
import org.mockito.invocation.InvocationOnMock;
import org.mockito.stubbing.Stubber;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A channel whose broker is the example: it says when a message is acked, nacked or returned. What
 * the broker says is heard on a thread of its own, as with the real client.
 */
final class ConfirmingChannel {

    /** A message that has been published; the first one has the number 1. */
    record Sent(
            String exchange,
            String routingKey,
            String text,
            String id,
            boolean mandatory,
            BasicProperties properties) {}

    private static final String CALLBACK = "callback, ";
    private static final String PUBLISHER = "the publisher";
    private static final String BROKER = "the broker";

    private final Channel channel = mock(Channel.class, ConfirmingChannel::unknown);
    private final Connection connection = mock(Connection.class, ConfirmingChannel::unknown);
    private final Background background;
    private final Trace trace = Example.current().trace();
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final AtomicLong numbered = new AtomicLong();
    private final NavigableSet<Long> unanswered = new ConcurrentSkipListSet<>();
    private final List<ConfirmListener> confirms = new CopyOnWriteArrayList<>();
    private final List<ReturnListener> returns = new CopyOnWriteArrayList<>();
    private final List<ShutdownListener> shutdowns = new CopyOnWriteArrayList<>();
    private volatile boolean confirming;
    private volatile boolean refusing;
    private volatile Throwable confirmsFailure;
    private volatile boolean answeringAtOnce;
    private volatile ShutdownSignalException shutdown;
    private volatile boolean answeringAll;
    private volatile boolean broken;
    private volatile boolean full;
    private volatile CountDownLatch mayGoOn = new CountDownLatch(0);

    ConfirmingChannel(Background background) throws IOException, TimeoutException {
        this.background = background;
        doAnswer(call -> shutdown == null).when(channel).isOpen();
        doAnswer(call -> shutdown).when(channel).getCloseReason();
        doAnswer(call -> 1).when(channel).getChannelNumber();
        doAnswer(call -> connection).when(channel).getConnection();
        doAnswer(call -> shutdown == null || !shutdown.isHardError()).when(connection).isOpen();
        doAnswer(call -> shutdown != null && shutdown.isHardError() ? shutdown : null)
                .when(connection)
                .getCloseReason();
        doAnswer(call -> confirming ? numbered.get() + 1L : 0L).when(channel).getNextPublishSeqNo();
        doAnswer(
                        call -> {
                            ensureIsOpen();
                            awaitAnswer(mayGoOn);
                            if (confirmsFailure != null) {
                                throw confirmsFailure;
                            }
                            if (refusing) {
                                shutDown(false, "NOT_IMPLEMENTED");
                                throw new IOException(null, shutdown);
                            }
                            if (full) {
                                isHeldUp();
                            }
                            confirming = true;
                            return new AMQP.Confirm.SelectOk.Builder().build();
                        })
                .when(channel)
                .confirmSelect();
        hear(ConfirmListener.class, confirms)
                .when(channel)
                .addConfirmListener(any(ConfirmListener.class));
        doAnswer(call -> heardBy(call.getArgument(0), call.getArgument(1)))
                .when(channel)
                .addConfirmListener(any(ConfirmCallback.class), any(ConfirmCallback.class));
        hear(ReturnListener.class, returns)
                .when(channel)
                .addReturnListener(any(ReturnListener.class));
        doAnswer(call -> heardBy((ReturnCallback) call.getArgument(0)))
                .when(channel)
                .addReturnListener(any(ReturnCallback.class));
        doAnswer(
                        call -> {
                            shutdownHeardBy(call.getArgument(0));
                            return null;
                        })
                .when(channel)
                .addShutdownListener(any());
        doAnswer(call -> shutdowns.remove(call.<ShutdownListener>getArgument(0)))
                .when(channel)
                .removeShutdownListener(any());
        doAnswer(call -> confirms.remove(call.<ConfirmListener>getArgument(0)))
                .when(channel)
                .removeConfirmListener(any());
        doAnswer(call -> returns.remove(call.<ReturnListener>getArgument(0)))
                .when(channel)
                .removeReturnListener(any());
        doAnswer(call -> emptied(confirms)).when(channel).clearConfirmListeners();
        doAnswer(call -> emptied(returns)).when(channel).clearReturnListeners();
        doAnswer(this::publish).when(channel).basicPublish(anyString(), anyString(), any(), any());
        doAnswer(this::publish)
                .when(channel)
                .basicPublish(anyString(), anyString(), anyBoolean(), any(), any());
        doAnswer(this::publish)
                .when(channel)
                .basicPublish(anyString(), anyString(), anyBoolean(), anyBoolean(), any(), any());
        doAnswer(this::closed).when(channel).close();
        doAnswer(this::closed).when(channel).close(anyInt(), anyString());
        doAnswer(this::closed).when(channel).abort();
        doAnswer(this::closed).when(channel).abort(anyInt(), anyString());
    }

    /** What a call says that this channel does not play: a default would mislead. */
    private static Object unknown(InvocationOnMock call) throws Throwable {
        if (call.getMethod().getDeclaringClass() == Object.class
                || call.getMethod().getName().equals("toString")) {
            return Mockito.RETURNS_DEFAULTS.answer(call);
        }
        throw new AssertionError(
                "the example's channel does not know %s; it knows what a publisher needs: publish,"
                                .formatted(call.getMethod().getName())
                        + " confirms, returns, shutdown listeners, isOpen, close and abort");
    }

    private static Object emptied(List<?> listeners) {
        listeners.clear();
        return null;
    }

    private static <T> Stubber hear(Class<T> type, List<T> listeners) {
        return doAnswer(call -> {
            listeners.add(type.cast(call.getArgument(0)));
            return null;
        });
    }

    private ConfirmListener heardBy(ConfirmCallback acks, ConfirmCallback nacks) {
        var listener =
                new ConfirmListener() {
                    @Override
                    public void handleAck(long number, boolean multiple) throws IOException {
                        acks.handle(number, multiple);
                    }

                    @Override
                    public void handleNack(long number, boolean multiple) throws IOException {
                        nacks.handle(number, multiple);
                    }
                };
        confirms.add(listener);
        return listener;
    }

    private ReturnListener heardBy(ReturnCallback callback) {
        ReturnListener listener =
                (code, text, exchange, routingKey, properties, body) ->
                        callback.handle(
                                new Return(code, text, exchange, routingKey, properties, body));
        returns.add(listener);
        return listener;
    }

    private void shutdownHeardBy(ShutdownListener listener) {
        shutdowns.add(listener);
        if (shutdown != null) {
            listener.shutdownCompleted(shutdown);
        }
    }

    private Object publish(InvocationOnMock call) throws Exception {
        if (shutdown != null) {
            numbered.incrementAndGet(); // as the client does, before it notices
        }
        ensureIsOpen();
        var gate = mayGoOn; // before the message is seen: who has seen it may shut the next one's
        var number = record(call.getArguments());
        if (answeringAtOnce && unanswered.remove(number)) {
            says("ack %s, before basicPublish returns".formatted(number), () -> ack(number, false));
        }
        if (answeringAll && unanswered.remove(number)) {
            background.start(CALLBACK + "ack", () -> ack(number, false));
        }
        awaitOpen(gate);
        if (broken) {
            throw new IOException("Broken pipe");
        }
        return null;
    }

    /** The client waits for an answer whether its thread is interrupted or not. */
    private static void awaitAnswer(CountDownLatch gate) {
        var interrupted = false;
        while (gate.getCount() > 0) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The client writes on when its thread is interrupted. */
    private static void awaitOpen(CountDownLatch gate) throws InterruptedException {
        try {
            if (gate.getCount() > 0) {
                gate.await();
            }
        } catch (InterruptedException e) {
            if (gate.getCount() > 0) {
                throw e; // the example is over
            }
            Thread.currentThread().interrupt();
        }
    }

    private synchronized long record(Object[] arguments) {
        var number = numbered.incrementAndGet();
        unanswered.add(number); // before the message is seen: who has seen it may answer
        var properties = (BasicProperties) arguments[arguments.length - 2];
        var text = new String((byte[]) arguments[arguments.length - 1], StandardCharsets.UTF_8);
        trace.add(
                Kind.PUBLISHED,
                PUBLISHER,
                "no. %s, %s".formatted(number, Traffic.quoted(text)),
                BROKER);
        sent.add(
                new Sent(
                        (String) arguments[0],
                        (String) arguments[1],
                        text,
                        properties == null ? null : properties.getMessageId(),
                        arguments.length > 4 && (boolean) arguments[2],
                        properties));
        return number;
    }

    private void ensureIsOpen() {
        if (shutdown != null) {
            throw new AlreadyClosedException(shutdown);
        }
    }

    private Object closed(InvocationOnMock call) {
        if (shutdown == null) {
            shutDown(true, "closed by the program");
        } else if (call.getMethod().getName().equals("close")) {
            throw new AlreadyClosedException(shutdown);
        }
        return null;
    }

    private static Method closeMethod(String text) {
        return new AMQP.Channel.Close.Builder()
                .replyCode(AMQP.NOT_FOUND)
                .replyText(text)
                .classId(60)
                .methodId(40)
                .build();
    }

    private void shutDown(boolean byProgram, String why) {
        trace.add(Kind.NOTED, byProgram ? PUBLISHER : BROKER, "closes the channel: " + why);
        shutdown = new ShutdownSignalException(false, byProgram, closeMethod(why), channel);
        tellShutdown();
    }

    private void tellShutdown() {
        shutdowns.forEach(listener -> listener.shutdownCompleted(shutdown));
    }

    Channel channel() {
        return channel;
    }

    boolean isClosed() {
        return shutdown != null;
    }

    boolean isConfirming() {
        return confirming;
    }

    List<String> texts() {
        return sent.stream().map(Sent::text).toList();
    }

    List<String> ids() {
        return sent.stream().map(Sent::id).toList();
    }

    List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** It can't be put into confirm mode. */
    void refusesConfirms() {
        refusing = true;
    }

    /** Its confirmSelect throws this, and the channel stays open, as when no answer comes. */
    void failsToConfirm(Throwable failure) {
        confirmsFailure = failure;
    }

    /** What is published is acked before basicPublish has returned. */
    void answersAtOnce() {
        answeringAtOnce = true;
    }

    /**
     * A publish, or confirmSelect, that begins now does not return, as if the line were full; see
     * {@link #goesOn}.
     */
    void isHeldUp() {
        mayGoOn = new CountDownLatch(1);
    }

    /** It {@link #isHeldUp} as soon as it is in confirm mode. */
    void isFull() {
        full = true;
    }

    void goesOn() {
        mayGoOn.countDown();
    }

    /** What is published from now on can't be written; next it {@link #isLost}. */
    void breaks() {
        broken = true;
    }

    /** Waits until so many have been sent. */
    void awaitCount(int count, String why) {
        background.await(
                "%s (%s messages in all, and they were %s)".formatted(why, count, texts()),
                () -> sent.size() >= count);
    }

    private void awaitSent(long number) {
        awaitCount((int) number, "message %s is sent".formatted(number));
    }

    /** From now on the broker acks everything, so that the publisher can be closed. */
    void answersAll() {
        answeringAll = true;
        goesOn();
        for (var number : unanswered) {
            if (shutdown == null && unanswered.remove(number)) {
                acks(number);
            }
        }
    }

    void acks(long number) {
        awaitSent(number);
        says("ack " + number, () -> ack(number, false));
    }

    void acksUpTo(long number) {
        awaitSent(number);
        says("ack up to " + number, () -> ack(number, true));
    }

    void nacks(long number) {
        awaitSent(number);
        says("nack " + number, () -> nack(number, false));
    }

    void nacksUpTo(long number) {
        awaitSent(number);
        says("nack up to " + number, () -> nack(number, true));
    }

    private void ack(long number, boolean multiple) throws IOException {
        answers(Kind.CONFIRMED, number, multiple);
        for (var listener : confirms) {
            listener.handleAck(number, multiple);
        }
    }

    private void nack(long number, boolean multiple) throws IOException {
        answers(Kind.REJECTED, number, multiple);
        for (var listener : confirms) {
            listener.handleNack(number, multiple);
        }
    }

    private void answers(Kind answer, long number, boolean multiple) {
        trace.add(answer, BROKER, (multiple ? "all up to no. " : "no. ") + number, PUBLISHER);
        if (multiple) {
            unanswered.headSet(number, true).clear();
        } else {
            unanswered.remove(number);
        }
    }

    void returns(int number) {
        awaitSent(number);
        var message = sent.get(number - 1);
        says(
                "return " + number,
                () -> {
                    trace.add(Kind.RETURNED, BROKER, "no. " + number, PUBLISHER);
                    for (var listener : returns) {
                        listener.handleReturn(
                                AMQP.NO_ROUTE,
                                "NO_ROUTE",
                                "",
                                "nowhere",
                                message.properties(),
                                message.text().getBytes(StandardCharsets.UTF_8));
                    }
                });
    }

    /** The connection is gone. */
    void isLost() {
        says(
                "the connection is lost",
                () -> {
                    isLostUnheard();
                    tellShutdown();
                });
    }

    /** The connection is gone, and the listeners are told by {@link #isHeardOf}. */
    void isLostUnheard() {
        trace.add(Kind.NOTED, BROKER, "the connection is lost");
        shutdown =
                new ShutdownSignalException(
                        true,
                        false,
                        new AMQP.Connection.Close.Builder()
                                .replyCode(AMQP.CONNECTION_FORCED)
                                .replyText("CONNECTION_FORCED")
                                .build(),
                        connection);
    }

    void isHeardOf() {
        says("the connection is lost", this::tellShutdown);
    }

    /** The broker closes this channel alone. */
    void isRefused(String why) {
        says("the channel is closed: " + why, () -> shutDown(false, why));
    }

    private void says(String what, Background.Body body) {
        var told = background.start(CALLBACK + what, body);
        background.await(
                "the listener that is told of \"%s\" returns (what does it wait for?)"
                        .formatted(what),
                told::hasEnded);
    }

    /** Whether it is the client's own thread that asks. */
    static boolean isCallback() {
        return Thread.currentThread().getName().startsWith(CALLBACK);
    }
}
