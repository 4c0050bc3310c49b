package course.rabbitmq.mistakes;

import com.rabbitmq.client.ConnectionFactory;

import course.kit.Mistake;

/**
 * Recovery is turned off. In real life: the broker was restarted in the night, and in the morning
 * the service is up, and does nothing.
 */
@Mistake(killedBy = "aBrokenConnectionIsMadeAgainWithItsConsumers", saying = "made again")
final class RemoteConnectionThatStaysBroken extends PlainRemoteConnection {

    @Override
    void recover(ConnectionFactory factory, Settings settings) {
        factory.setAutomaticRecoveryEnabled(false);
    }
}
