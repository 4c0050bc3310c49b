package course.rabbitmq.mistakes;

import com.rabbitmq.client.ConnectionFactory;

import course.kit.Mistake;

/**
 * The heartbeat is left as it is: a minute. In real life: a router drops the idle connection, and
 * for two minutes nobody notices.
 */
@Mistake(killedBy = "theHeartbeatIsTheOneThatWasAskedFor", saying = "seconds between heartbeats")
final class RemoteConnectionThatHasNoHeartbeat extends PlainRemoteConnection {

    @Override
    void alive(ConnectionFactory factory, Settings settings) {}
}
