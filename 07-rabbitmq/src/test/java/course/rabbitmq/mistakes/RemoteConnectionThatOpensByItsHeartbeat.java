package course.rabbitmq.mistakes;

import com.rabbitmq.client.ConnectionFactory;

import course.kit.Mistake;

/**
 * Forgets that the last step, the virtual host, has a limit of its own in the client. In real life:
 * the broker starts and is busy, and those who connect wait for a quarter of the heartbeat,
 * whatever their timeout is.
 */
@Mistake(killedBy = "aBrokerThatIsAliveAndDoesNotAnswerIsUnresponsive", saying = "no end within")
final class RemoteConnectionThatOpensByItsHeartbeat extends PlainRemoteConnection {

    @Override
    void limit(ConnectionFactory factory, Settings settings) {
        super.limit(factory, settings);
        factory.setChannelRpcTimeout(60_000);
    }
}
