package course.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;

import org.junit.jupiter.api.Test;

/** What this course needs of a RabbitMQ that it has started, besides. */
abstract class RabbitTest extends BrokerTest {

    @Test
    void anotherJvmFindsItByWhatIsShared() {
        assertThat(broker().shared())
                .containsEntry("course.broker.description", broker().description())
                .containsKeys("course.broker.uri", "course.broker.management");
    }

    @Test
    void whatWasConfirmedOutlivesACrash() throws Exception {
        var factory = new ConnectionFactory();
        factory.setUri(broker().uri("test", broker().administrator()));
        factory.setAutomaticRecoveryEnabled(false);
        var before = factory.newConnection();
        var sender = before.createChannel();
        sender.queueDeclare("kept", true, false, false, null);
        sender.confirmSelect();
        for (var i = 0; i < 100; i++) {
            sender.basicPublish(
                    "", "kept", MessageProperties.PERSISTENT_BASIC, new byte[] {(byte) i});
        }
        sender.waitForConfirmsOrDie();

        broker().crash();
        broker().restart();

        before.abort();
        try (var after = factory.newConnection()) {
            var count = after.createChannel().queueDeclarePassive("kept").getMessageCount();
            assertThat(count).isEqualTo(100);
        }
    }
}
