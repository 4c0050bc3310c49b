package course.rabbitmq;

import com.rabbitmq.client.ConnectionFactory;

import course.broker.Broker;
import course.broker.Brokers;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts the broker outside any example: it outlives them, and none shall be blamed for it. */
final class BrokerStart implements BeforeAllCallback {
    private static volatile Broker broker;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        broker = Brokers.ofThisRun();
        tryOut();
    }

    /** The first connection takes long, since all the client's classes are loaded for it. */
    private static void tryOut() throws Exception {
        var factory = new ConnectionFactory();
        factory.setUri(broker.uri("/", broker.administrator()));
        factory.newConnection().close();
    }

    static Broker broker() {
        if (broker == null) {
            throw new IllegalStateException("a spec on a VirtualHost needs @OnBroker");
        }
        return broker;
    }
}
