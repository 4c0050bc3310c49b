package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.ShutdownSignalException;

import course.broker.Credentials;
import course.broker.Grant;
import course.kit.Background;
import course.kit.Deadline;
import course.kit.Exercise;
import course.kit.WhenTheRestIsRight;
import course.kit.net.Network;
import course.rabbitmq.HelloQueue.Subscription;
import course.rabbitmq.Relay.Request;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

@Exercise(id = "7.1", title = "HelloQueue", section = "RabbitMQ队列")
@OnBroker
class HelloQueueSpec {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final long ONE_MILLISECOND = 1_000_000;
    private static final Duration A_LITTLE_LONGER_THAN_FIVE_SECONDS = Duration.ofMillis(5_700);
    private static final Duration A_MOMENT = Duration.ofMillis(100);

    private final VirtualHost host;
    private final HelloQueue hello;
    private final Network network;
    private final Background background;
    private final Heard heard;

    HelloQueueSpec(VirtualHost host, HelloQueue hello, Network network, Background background) {
        this.host = host;
        this.hello = hello;
        this.network = network;
        this.background = background;
        heard = new Heard(background);
    }

    @Test
    void aMessageArrives() throws Exception {
        try (var _ = receive(heard)) {
            send("Hello World!");

            heard.hears("Hello World!");
        }
    }

    @Test
    void aMessageWaitsForAReceiverThatComesLater() throws Exception {
        send("Hello World!");

        assertThat(waiting())
                .withFailMessage(
                        "the message was lost: the default exchange knows no queue \"hello\" when"
                                + " it is sent")
                .isEqualTo(1);
        try (var _ = receive(heard)) {
            heard.hears("Hello World!");
        }
    }

    @Test
    void aReceiverMayComeBeforeAnySender() throws Exception {
        try (var _ = receive(heard)) {
            assertThat(heard.count()).isZero();
        }
    }

    @Test
    void messagesArriveInTheOrderInWhichTheyWereSent() throws Exception {
        var texts = IntStream.range(0, 10).mapToObj("message %s"::formatted).toList();
        try (var _ = receive(heard)) {
            for (var text : texts) {
                send(text);
            }

            heard.hears(texts);
        }
    }

    @Test
    void textIsSentAsUtf8() throws Exception {
        send("grüße, 世界");

        assertThat(new String(get().getBody(), StandardCharsets.UTF_8))
                .as("the message's body, read as UTF-8 by another program")
                .isEqualTo("grüße, 世界");
    }

    @Test
    void textIsReceivedAsUtf8() throws Exception {
        try (var _ = receive(heard)) {
            publish("grüße, 世界");

            heard.hears("grüße, 世界");
        }
    }

    @Test
    void emptyAndLargeMessagesArriveWhole() throws Exception {
        var large = "世".repeat(MEBIBYTE / 3);
        try (var _ = receive(heard)) {
            send("");
            send(large);

            heard.hears("", large);
        }
    }

    /** White space, and what else a console would not show, is text as well. */
    @ParameterizedTest
    @ValueSource(strings = {"  in the middle \t", "one line\r\n", "\n", "\uFEFFmarked", "\u0000"})
    void noPartOfATextIsLost(String text) throws Exception {
        try (var _ = receive(heard)) {
            send(text);
            publish(text);

            heard.hears(text, text);
        }
    }

    @Test
    void otherProgramsMayDeclareTheQueueToo() throws Exception {
        send("first");

        Reasons.telling(
                "another program's declaration of the queue, durable, not exclusive, not deleted by"
                        + " itself, after send,",
                () -> admin().queueDeclare(HelloQueue.QUEUE, true, false, false, null));
    }

    @Test
    void theReceiversDeclarationIsTheSame() throws Exception {
        try (var _ = receive(heard)) {
            Reasons.telling(
                    "another program's declaration of the queue, durable, not exclusive, not"
                            + " deleted by itself, after receive,",
                    () -> admin().queueDeclare(HelloQueue.QUEUE, true, false, false, null));
        }
    }

    @Test
    void theQueueStaysWhenTheReceiverGoes() throws Exception {
        receive(heard).close();

        send("for later");

        assertThat(waiting()).as("messages in the queue").isEqualTo(1);
    }

    /** The unchecked exceptions, the client's own among them. */
    @ParameterizedTest
    @EnumSource(names = {"AN_UNCHECKED_EXCEPTION", "A_MISSING_VALUE", "THE_CLIENTS_OWN"})
    void aMessageThatCannotBeHandledDoesNotStopTheOthers(Thrown thrown) throws Exception {
        Consumer<String> handler =
                message -> {
                    if (message.startsWith("bad")) {
                        throw (RuntimeException) thrown.example();
                    }
                    heard.accept(message);
                };
        try (var _ = receive(handler)) {
            try {
                publish("bad", "good");
                heard.hears("good");
                publish("bad again", "bad, too", "good again");
                heard.hears("good", "good again");
            } catch (AssertionError e) {
                throw new AssertionError(
                        "onMessage throws %s on the bad ones, and is handed the next ones\n  %s"
                                .formatted(thrown, e.getMessage()),
                        e);
            }
        }
        assertThat(waiting()).as("messages in the queue: the bad ones are lost").isZero();
    }

    @Test
    void messagesAreHandedOverOnAnotherThread() throws Exception {
        var threads = new CopyOnWriteArrayList<Thread>();
        Consumer<String> handler =
                message -> {
                    threads.add(Thread.currentThread());
                    heard.accept(message);
                };
        publish("early");
        try (var _ = receive(handler)) {
            heard.hears("early");
        }
        assertThat(threads)
                .as(
                        "the thread that onMessage was called on; receive was called on %s",
                        Thread.currentThread())
                .doesNotContain(Thread.currentThread());
    }

    @Test
    void aMessageIsHandedOverWhenTheOneBeforeIsDone() throws Exception {
        var atWork = new AtomicInteger();
        var mostAtWork = new AtomicInteger();
        Consumer<String> handler =
                message -> {
                    mostAtWork.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                    LockSupport.parkNanos(ONE_MILLISECOND);
                    heard.accept(message);
                    atWork.decrementAndGet();
                };
        publish(IntStream.range(0, 30).mapToObj("message %02d"::formatted).toArray(String[]::new));
        try (var _ = receive(handler)) {
            heard.awaitCount(30);
        }
        assertThat(mostAtWork)
                .as("messages that onMessage was at, at the most, at the same time")
                .hasValue(1);
    }

    @Test
    void aMessageCountsAsDeliveredWhenItWasSent() throws Exception {
        var relay = host.relay();
        var uri = relay.uri(host.name(), host.broker().administrator());
        try (var _ = Reasons.telling("receive", () -> hello.receive(uri, heard))) {
            publish("one", "two", "three");
            heard.hears("one", "two", "three");
        }

        assertThat(relay.takesWithoutAcks())
                .as(
                        "whether the receiver takes messages with no_ack (autoAck): a message"
                                + " counts as delivered when the broker has sent it")
                .containsOnly(true);
    }

    @Test
    void aReceiverWhoseQueueIsGoneCanBeClosed() throws Exception {
        var receiver = receive(heard);
        var admin = admin();
        admin.queueDelete(HelloQueue.QUEUE);
        Closing.roundTrips(admin.getConnection());

        Reasons.telling(
                "close of a receiver whose queue was deleted (the broker has cancelled the"
                        + " consumer, so its tag is unknown)",
                () -> {
                    receiver.close();
                    return null;
                });
    }

    @Test
    void nothingIsHandedOverAfterClosing() throws Exception {
        var receiver = receive(heard);
        send("before");
        heard.hears("before");

        receiver.close();
        send("after");

        assertThat(waiting()).as("messages left in the queue").isEqualTo(1);
        heard.hears("before");
    }

    @Test
    void closingLosesNoMessage() throws Exception {
        var sent = IntStream.range(0, 300).mapToObj("message %03d"::formatted).toList();
        publish(sent.toArray(String[]::new));
        Consumer<String> unhurried =
                message -> {
                    LockSupport.parkNanos(ONE_MILLISECOND);
                    heard.accept(message);
                };
        var receiver = receive(unhurried);
        heard.awaitCount(1);

        receiver.close();

        var handed = heard.count();
        var left = waiting();
        assertThat(handed + left)
                .withFailMessage(
                        "of %s messages, %s had been handed over when close returned, and %s are in"
                                + " the queue: close did not wait for %s that were on their way",
                        sent.size(), handed, left, sent.size() - handed - left)
                .isEqualTo(sent.size());
        heard.hears(sent.subList(0, handed));
    }

    /** Many have been sent to it by then: close waits for them, and lends no hand. */
    @Test
    void whileItIsClosedTheRestIsHandedOverAsBefore() throws Exception {
        var threads = new CopyOnWriteArrayList<Thread>();
        var atWork = new AtomicInteger();
        var mostAtWork = new AtomicInteger();
        Consumer<String> unhurried =
                message -> {
                    mostAtWork.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                    threads.add(Thread.currentThread());
                    LockSupport.parkNanos(ONE_MILLISECOND);
                    heard.accept(message);
                    atWork.decrementAndGet();
                };
        publish(IntStream.range(0, 100).mapToObj("message %02d"::formatted).toArray(String[]::new));
        var receiver = receive(unhurried);
        heard.awaitCount(1);

        receiver.close();

        assertThat(threads.contains(Thread.currentThread()))
                .as("whether close itself has called onMessage, which is called on another thread")
                .isFalse();
        assertThat(mostAtWork)
                .as(
                        "messages that onMessage was at, at the most, at the same time, while the"
                                + " receiver was closed")
                .hasValue(1);
    }

    @Test
    void closingThatIsInterruptedLosesNoMessageUnlessItSaysSo() throws Exception {
        publish("slow", "one", "two", "three");
        var begun = new CountDownLatch(1);
        var mayGoOn = new CountDownLatch(1);
        Consumer<String> slow =
                message -> {
                    begun.countDown();
                    awaitQuietly(mayGoOn);
                    heard.accept(message);
                };
        var receiver = receive(slow);
        background.await("a message is handed over", () -> begun.getCount() == 0);

        var waited =
                Closing.isInterrupted(
                        background,
                        admin().getConnection(),
                        receiver,
                        "onMessage was at a message",
                        mayGoOn::countDown);

        if (waited) {
            assertThat(heard.count() + waiting())
                    .as(
                            "messages, of four, that had been handed over when close, whose thread"
                                    + " was interrupted, returned, or are in the queue")
                    .isEqualTo(4);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void closingTwiceDoesNothingMore() throws Exception {
        var receiver = receive(heard);

        Reasons.closing(receiver);
        Reasons.closing(receiver);

        assertThat(heard.count()).isZero();
    }

    @Test
    void aBrokerThatIsNotThereIsAnIOException() throws Exception {
        var nobody = network.server();
        var port = nobody.address().getPort();
        nobody.closes();
        var uri = URI.create("amqp://guest:guest@127.0.0.1:" + port + "/");

        assertThatThrownBy(() -> hello.send(uri, "Hello?"), "send where nothing listens")
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> hello.receive(uri, heard), "receive where nothing listens")
                .isInstanceOf(IOException.class);
    }

    @Test
    void whatFailsLeavesNoConnectionBehind() throws Exception {
        admin().queueDeclare(HelloQueue.QUEUE, true, false, true, null);

        bothFail("where the queue is another one", host.uri());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a wrong password", "no such virtual host", "no permission"})
    void whoIsRefusedLeavesNoConnectionBehind(String why) throws Exception {
        var maria = host.user("maria", "maria3714", new Grant("^$", "^$", "^$"));
        var uri =
                switch (why) {
                    case "a wrong password" -> host.uri(new Credentials(maria.name(), "tiger123"));
                    case "no such virtual host" -> host.broker().uri("nowhere", maria);
                    default -> host.uri(maria);
                };

        bothFail(why, uri);
    }

    @Test
    @Deadline(seconds = 20)
    void aSenderWhoseConnectionIsLostSaysSo() throws Exception {
        var line = host.relay().cutsAtPublishing();
        var uri = line.uri(host.name(), host.broker().administrator());

        assertThatThrownBy(
                        () -> hello.send(uri, "Hello?"),
                        "send, where the connection is lost before the broker has the message")
                .isInstanceOfAny(
                        IOException.class, TimeoutException.class, ShutdownSignalException.class);
        if (line.heard(Request.CONNECTION_CLOSE) == 0) {
            // it was lost before it was closed: the client's thread, which would make it again,
            // sees after 5 s that it was closed
            awaitThatTheClientIsDoneWith(line);
        }
    }

    @Test
    void whoMayNotReadLeavesNoConnectionBehind() {
        var maria = host.user("maria", "maria3714", new Grant(".*", ".*", ""));

        assertThatThrownBy(
                        () -> hello.receive(host.uri(maria), heard),
                        "receive, by a user who may declare the queue, but not read it")
                .isInstanceOf(IOException.class);
    }

    @Test
    void eachReceiverIsClosedByItself() throws Exception {
        var first = receive(_ -> {});
        try (var _ = receive(heard)) {
            Reasons.closing(first);
            send("for the second");

            heard.hears("for the second");
        }
    }

    @Test
    void closingLosesNoMessageAfterOneThatCouldNotBeHandled() throws Exception {
        Consumer<String> unhurried =
                message -> {
                    LockSupport.parkNanos(ONE_MILLISECOND);
                    heard.accept(message);
                    if (message.startsWith("bad")) {
                        throw new IllegalStateException("this one always fails");
                    }
                };
        var receiver = receive(unhurried);
        publish("bad", "good");
        heard.hears("bad", "good");
        publish(IntStream.range(0, 300).mapToObj("message %03d"::formatted).toArray(String[]::new));
        heard.awaitCount(3);

        receiver.close();

        assertThat(heard.count() + waiting())
                .as("messages that had been handed over when close returned, or are in the queue")
                .isEqualTo(302);
    }

    /** A receiver may come a year later. */
    @Test
    void whatIsSentDoesNotExpire() throws Exception {
        send("Hello World!");

        assertThat(get().getProps().getExpiration())
                .as(
                        "the message's expiration: none, since the two programs need not run at the"
                                + " same time")
                .isNull();
    }

    @Test
    void theConnectionIsClosedWhenSendReturns() throws Exception {
        var relay = host.relay();
        var uri = relay.uri(host.name(), host.broker().administrator());

        Reasons.telling(
                "send",
                () -> {
                    hello.send(uri, "Hello World!");
                    return null;
                });

        isClosed(relay, "send");
    }

    @Test
    void theConnectionIsClosedWhenCloseReturns() throws Exception {
        var relay = host.relay();
        var uri = relay.uri(host.name(), host.broker().administrator());
        var receiver = Reasons.telling("receive", () -> hello.receive(uri, heard));

        Reasons.closing(receiver);

        isClosed(relay, "close");
    }

    /** Each connection says that it is closed, and the broker answers. */
    private static void isClosed(Relay relay, String when) {
        assertThat(relay.heard(Request.CONNECTION_CLOSE))
                .as(
                        "connections that had been closed when %s returned, of %s that were made",
                        when, relay.connections())
                .isEqualTo(relay.connections());
    }

    @Test
    void closingLosesNoMessageBehindOneThatCannotBeHandled() throws Exception {
        publish(IntStream.range(0, 300).mapToObj("message %03d"::formatted).toArray(String[]::new));
        Consumer<String> unhurried =
                message -> {
                    LockSupport.parkNanos(ONE_MILLISECOND);
                    heard.accept(message);
                    if (message.endsWith("5")) {
                        throw new IllegalStateException("this one always fails");
                    }
                };
        var receiver = receive(unhurried);
        heard.awaitCount(1);

        Reasons.telling(
                "close of a receiver whose onMessage throws on every tenth message",
                () -> {
                    receiver.close();
                    return null;
                });

        assertThat(heard.count() + waiting())
                .as(
                        "of 300 messages, those that had been handed over when close returned, or"
                                + " are in the queue; onMessage throws on every tenth")
                .isEqualTo(300);
    }

    /** The client makes a connection again 5 s after it was lost, unless it has been closed. */
    @Test
    @WhenTheRestIsRight
    @Deadline(seconds = 20)
    void aReceiverThatIsClosedWhenItsConnectionIsLostDoesNotComeBack() throws Exception {
        var relay = host.relay();
        var uri = relay.uri(host.name(), host.broker().administrator());
        var receiver = Reasons.telling("receive", () -> hello.receive(uri, heard));
        relay.cut();
        publish("for others");

        var thrown = catchThrowable(receiver::close); // or not: the connection is lost
        awaitThatTheClientIsDoneWith(relay);

        assertThat(relay.attempts().size())
                .as(
                        "connections that were made in all, the last of them after the receiver was"
                                + " closed while its connection was lost (close: %s)",
                        thrown == null ? "returned" : thrown)
                .isEqualTo(1);
        assertThat(waiting()).as("messages in the queue").isEqualTo(1);
    }

    /** Waits until nobody will make the line's one connection again, or somebody has tried to. */
    private static void awaitThatTheClientIsDoneWith(Relay line) throws Exception {
        for (var left = threadsOf(line);
                !left.isEmpty() && line.attempts().size() == 1;
                left = threadsOf(line)) {
            left.getFirst().join(A_MOMENT);
        }
    }

    /** A lost connection is made again by the thread that has read from it, or written to it. */
    private static List<Thread> threadsOf(Relay line) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        thread.getName().endsWith(":" + line.port())
                                || thread.getName().equals("RabbitMQ Error On Write Thread"))
                .toList();
    }

    /** A colon is what a password begins after, and a plus sign is no blank. */
    @ParameterizedTest
    @ValueSource(strings = {"team:maria", "maria+alex", "50%"})
    void aUserMayHaveAnyName(String name) throws Exception {
        var uri = host.uri(host.user(name, "maria3714", Grant.ALL));
        try (var _ = Reasons.telling("receive", () -> hello.receive(uri, heard))) {
            Reasons.telling(
                    "send as the user \"%s…\"".formatted(name),
                    () -> {
                        hello.send(uri, "Hello World!");
                        return null;
                    });
            heard.hears("Hello World!");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+b", "p@ss:word/%20+#"})
    void aPasswordMayHoldAnyCharacters(String password) throws Exception {
        var uri =
                URI.create(
                        host.uri(host.user("maria", password, Grant.ALL))
                                .toString()
                                .replace("%2B", "+"));
        try (var _ = Reasons.telling("receive", () -> hello.receive(uri, heard))) {
            Reasons.telling(
                    "send",
                    () -> {
                        hello.send(uri, "Hello World!");
                        return null;
                    });
            heard.hears("Hello World!");
        }
    }

    @Test
    void withoutAPathItIsTheVirtualHostOfTheSlash() throws Exception {
        var maria = host.user("maria", "maria3714", Grant.ALL);
        var path = host.uri(maria).getRawPath();
        var uri = URI.create(host.uri(maria).toString().replace(path, ""));

        isRefusedByTheSlash(() -> hello.send(uri, "Hello?"), "send, to %s", uri);
        isRefusedByTheSlash(() -> hello.receive(uri, heard), "receive, from %s", uri);
    }

    private static void isRefusedByTheSlash(ThrowingCallable call, String what, URI uri) {
        assertThatThrownBy(call, what, uri)
                .isInstanceOf(IOException.class)
                .satisfies(refused ->
                        assertThat(String.join("; ", Reasons.of(refused))).contains("vhost '/'"));
    }

    /** What is not allowed in an address is encoded there, also a slash in a name. */
    @ParameterizedTest
    @ValueSource(strings = {"team/blue", "/blue", "a b", "a+b"})
    void aVirtualHostMayHaveAnyName(String name) throws Exception {
        var maria = host.user("maria", "maria3714", Grant.ALL);
        var encoded = name.replace("/", "%2F").replace(" ", "%20");
        var path = host.uri(maria).getRawPath();
        var uri = URI.create(host.uri(maria).toString().replace(path, "/" + encoded));

        assertThatThrownBy(() -> hello.send(uri, "Hello?"), "send, to %s", uri)
                .isInstanceOf(IOException.class)
                .satisfies(refused ->
                        assertThat(String.join("; ", Reasons.of(refused)))
                                .as(
                                        "why the broker refuses send to %s: there is no virtual"
                                                + " host \"%s\"",
                                        uri, name)
                                .contains(name));
    }

    /** That no connection is left is looked after at the example's end. */
    @Test
    void whatCantBeSentLeavesNoConnectionBehind() {
        var thrown = catchThrowable(() -> hello.send(host.uri(), null));
        if (thrown instanceof UnsupportedOperationException toDo) {
            throw toDo;
        }
        assertThat(thrown).as("what send throws when the text is null").isNotNull();
    }

    /** Longer than a limit that somebody may have thought of. */
    @Test
    @WhenTheRestIsRight
    @Deadline(seconds = 20)
    void closingWaitsForASlowHandler() throws Exception {
        publish("slow");
        Consumer<String> slow =
                message -> {
                    LockSupport.parkNanos(A_LITTLE_LONGER_THAN_FIVE_SECONDS.toNanos());
                    heard.accept(message);
                };
        var receiver = receive(slow);

        receiver.close();

        assertThat(heard.count() + waiting())
                .as("messages that had been handed over when close returned, or are in the queue")
                .isEqualTo(1);
    }

    /** That no connection is left is looked after at the example's end. */
    private void bothFail(String why, URI uri) {
        assertThatThrownBy(() -> hello.send(uri, "Hello?"), "send, %s", why)
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> hello.receive(uri, heard), "receive, %s", why)
                .isInstanceOf(IOException.class);
    }

    private void send(String message) {
        Reasons.telling(
                "send",
                () -> {
                    hello.send(host.uri(), message);
                    host.traffic().sent(message, HelloQueue.QUEUE);
                    return null;
                });
    }

    private Subscription receive(Consumer<String> onMessage) {
        Consumer<String> seen =
                message -> {
                    host.traffic().received(message, HelloQueue.QUEUE);
                    onMessage.accept(message);
                };
        return Reasons.telling("receive", () -> hello.receive(host.uri(), seen));
    }

    private Channel admin() throws Exception {
        return host.connect().createChannel();
    }

    /** Another program's message. */
    private void publish(String... texts) throws Exception {
        var channel = admin();
        channel.queueDeclare(HelloQueue.QUEUE, true, false, false, null);
        channel.confirmSelect();
        for (var text : texts) {
            channel.basicPublish("", HelloQueue.QUEUE, null, text.getBytes(StandardCharsets.UTF_8));
        }
        channel.waitForConfirmsOrDie();
    }

    private GetResponse get() throws Exception {
        var response = admin().basicGet(HelloQueue.QUEUE, true);
        assertThat(response).withFailMessage("there is no message in the queue").isNotNull();
        return response;
    }

    /** How many messages are in the queue. */
    private int waiting() throws Exception {
        return admin().queueDeclare(HelloQueue.QUEUE, true, false, false, null).getMessageCount();
    }
}
