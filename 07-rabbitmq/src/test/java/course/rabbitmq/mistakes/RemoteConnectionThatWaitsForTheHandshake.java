package course.rabbitmq.mistakes;

import com.rabbitmq.client.ConnectionFactory;

import course.kit.Mistake;

/**
 * Only the way to the host has a time limit. In real life: the host is up and its broker is not
 * well, or something else listens on the port, and the program stands.
 */
@Mistake(killedBy = "aHostThatNeverAnswersIsUnresponsive", saying = "no end within")
final class RemoteConnectionThatWaitsForTheHandshake extends PlainRemoteConnection {

    @Override
    void limit(ConnectionFactory factory, Settings settings) {
        super.limit(factory, settings);
        factory.setHandshakeTimeout(60_000);
    }
}
