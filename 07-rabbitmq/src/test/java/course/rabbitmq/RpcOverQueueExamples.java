package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import course.kit.Background;
import course.rabbitmq.PlayedClient.Answer;
import course.rabbitmq.RpcOverQueue.Client;
import course.rabbitmq.RpcOverQueue.Procedure;
import course.rabbitmq.RpcOverQueue.Server;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** What the parts of RpcOverQueue's specification have in common. */
abstract class RpcOverQueueExamples {
    static final Duration LONG = Duration.ofMinutes(1);
    static final Procedure UPPER_CASE = text -> text.toUpperCase(Locale.ROOT);
    final VirtualHost host;
    final RpcOverQueue rpc;
    final Background background;
    Connection callers;
    Connection admin;

    RpcOverQueueExamples(VirtualHost host, RpcOverQueue rpc, Background background) {
        this.host = host;
        this.rpc = rpc;
        this.background = background;
    }

    static void hears(String why, PlayedClient client, Answer... answers) {
        try {
            client.hears(answers);
        } catch (AssertionError e) {
            throw new AssertionError(why + "\n  " + e.getMessage(), e);
        }
    }

    /** Stands in the middle of a call until it may go on. */
    final class SlowProcedure implements Procedure {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch mayGoOn = new CountDownLatch(1);

        @Override
        public String on(String argument) throws Exception {
            begun.countDown();
            mayGoOn.await();
            return argument;
        }

        void awaitBegun() {
            background.await("the server begins with a call", () -> begun.getCount() == 0);
        }

        void goOn() {
            mayGoOn.countDown();
        }
    }

    /** A call on a thread of its own. */
    final class Call {
        private final CompletableFuture<String> end = new CompletableFuture<>();
        final String argument;
        final Background.Task task;

        Call(Client client, String argument, Duration timeout) {
            this.argument = argument;
            task =
                    background.start(
                            "the call \"%s\"".formatted(argument),
                            () -> {
                                try {
                                    end.complete(client.call(argument, timeout));
                                } catch (Throwable thrown) {
                                    end.completeExceptionally(thrown);
                                }
                            });
        }

        void awaitEnd(String what) {
            background.await(what, end::isDone);
        }

        boolean hasReturned() {
            return end.isDone() && !end.isCompletedExceptionally();
        }

        void returns(String answer) {
            awaitEnd("the call \"%s\" returns \"%s\"".formatted(argument, answer));
            if (end.isCompletedExceptionally()) {
                throw new AssertionError(
                        "expected that the call \"%s\" returns \"%s\"; it threw %s"
                                .formatted(
                                        argument,
                                        answer,
                                        String.join("; ", Reasons.of(end.exceptionNow()))),
                        end.exceptionNow());
            }
            assertThat(end.join()).as("the answer to the call \"%s\"", argument).isEqualTo(answer);
        }

        <T extends Throwable> T failsWith(Class<T> type) {
            awaitEnd("the call \"%s\" fails with %s".formatted(argument, type.getSimpleName()));
            if (!end.isCompletedExceptionally()) {
                throw new AssertionError(
                        "expected that the call \"%s\" fails with %s; it returned \"%s\""
                                .formatted(argument, type.getSimpleName(), end.join()));
            }
            assertThat(end.exceptionNow())
                    .as("what the call \"%s\" has thrown", argument)
                    .isInstanceOf(type);
            return type.cast(end.exceptionNow());
        }
    }

    List<Call> calls(Client client, String... arguments) {
        return List.of(arguments).stream()
                .map(argument -> new Call(client, argument, LONG))
                .toList();
    }

    Server serve(Procedure procedure) throws Exception {
        return serve(host.connect(), procedure);
    }

    Server serve(Connection connection, Procedure procedure) {
        var server = Reasons.telling("serve", () -> rpc.serve(connection, procedure));
        return () -> Reasons.closing(server);
    }

    Client client() throws Exception {
        if (callers == null) {
            callers = host.connect();
        }
        return client(callers);
    }

    Client client(Connection connection) {
        return Reasons.telling("client", () -> rpc.client(connection));
    }

    PlayedServer playedServer() throws Exception {
        return new PlayedServer(host.connect(), background);
    }

    Channel admin() throws Exception {
        if (admin == null) {
            admin = host.connect();
        }
        return admin.createChannel();
    }

    void declare() {
        Reasons.telling(
                "another program's declaration of the queue, durable, not exclusive, not deleted by"
                        + " itself,",
                () -> admin().queueDeclare(RpcOverQueue.QUEUE, true, false, false, null));
    }

    int waiting() {
        return Reasons.telling(
                "counting the requests in the queue",
                () -> {
                    try (var channel = admin()) {
                        return channel.queueDeclarePassive(RpcOverQueue.QUEUE).getMessageCount();
                    }
                });
    }
}
