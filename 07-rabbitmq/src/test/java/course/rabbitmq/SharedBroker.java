package course.rabbitmq;

import course.broker.Broker;
import course.broker.Brokers;
import course.kit.bench.Shared;

import java.util.Map;

/** The broker of the proof's JVM, for the runs of the mistakes. */
public final class SharedBroker implements Shared {
    private static final Broker broker = Brokers.startShared();

    @Override
    public Map<String, String> properties() {
        return broker.shared();
    }
}
