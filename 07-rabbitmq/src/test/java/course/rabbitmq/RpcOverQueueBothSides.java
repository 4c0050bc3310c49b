package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.kit.Background;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

/** Client and server together. */
abstract class RpcOverQueueBothSides extends RpcOverQueueExamples {
    RpcOverQueueBothSides(VirtualHost host, RpcOverQueue rpc, Background background) {
        super(host, rpc, background);
    }

    // Both sides

    @Test
    void manyCallersAndTwoServers() throws Exception {
        var answered = new Heard(background);
        try (var _ = serve(UPPER_CASE);
                var _ = serve(UPPER_CASE);
                var client = client()) {
            for (var caller : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
                background.start(
                        "caller " + caller,
                        () -> {
                            for (var i = 0; i < 20; i++) {
                                var argument = caller + i;
                                assertThat(client.call(argument, LONG))
                                        .as("the answer to " + argument)
                                        .isEqualTo(UPPER_CASE.on(argument));
                                answered.accept(argument);
                            }
                        });
            }

            answered.awaitCount(8 * 20);
        }
        assertThat(waiting()).as("requests in the queue when all are answered").isZero();
    }

    @Test
    void noChannelIsLeftOpen() throws Exception {
        var connection = host.connect(4);

        for (var i = 0; i < 6; i++) {
            try (var _ = serve(connection, UPPER_CASE);
                    var client = client(connection)) {
                new Call(client, "abc", LONG).returns("ABC");
            }
        }

        assertThat(connection.isOpen()).as("the caller's connection is open").isTrue();
    }

    @Test
    void aServerThatIsRefusedLeavesNoChannelOpenEither() throws Exception {
        admin().queueDeclare(RpcOverQueue.QUEUE, true, false, true, null);
        var connection = host.connect(2);

        for (var i = 0; i < 5 && connection.isOpen(); i++) {
            assertThatThrownBy(
                            () -> rpc.serve(connection, UPPER_CASE),
                            "serve where the queue is another one")
                    .isInstanceOf(IOException.class);
        }
    }
}
