package course.rabbitmq.mistakes;

import com.rabbitmq.client.ConnectionFactory;

import course.kit.Mistake;

/**
 * The connection is made again, and nothing of what was on it. In real life: after the broker's
 * restart the service is connected, and no message comes.
 */
@Mistake(
        killedBy = "aBrokenConnectionIsMadeAgainWithItsConsumers",
        saying = "the consumer is there again")
final class RemoteConnectionThatForgetsItsConsumers extends PlainRemoteConnection {

    @Override
    void recover(ConnectionFactory factory, Settings settings) {
        super.recover(factory, settings);
        factory.setTopologyRecoveryEnabled(false);
    }
}
