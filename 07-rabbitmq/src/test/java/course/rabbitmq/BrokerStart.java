package course.rabbitmq;

import course.broker.Broker;
import course.broker.Brokers;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts the broker outside any example: it outlives them, and none shall be blamed for it. */
final class BrokerStart implements BeforeAllCallback {
    private static volatile Broker broker;

    @Override
    public void beforeAll(ExtensionContext context) {
        var asked = context.getRequiredTestClass().getAnnotation(OnBroker.class);
        if (asked != null) {
            broker = asked.own() ? Brokers.own() : Brokers.ofThisRun();
        }
    }

    static Broker broker() {
        if (broker == null) {
            throw new IllegalStateException("a spec on a VirtualHost needs @OnBroker");
        }
        return broker;
    }
}
