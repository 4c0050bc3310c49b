package course.broker.qpid;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** Who consumes which queue of an embedded broker, and is to be told when it is deleted. */
final class Consumers {
    private static final Map<Object, Consumers> byBroker =
            Collections.synchronizedMap(new WeakHashMap<>());

    private final Map<String, List<Consumer>> byQueue = new HashMap<>();

    /** A channel. */
    interface Owner {
        void isCancelled(String tag);
    }

    record Consumer(Owner owner, String tag) {
        void tell() {
            owner.isCancelled(tag);
        }
    }

    static Consumers of(org.apache.qpid.server.model.Broker<?> broker) {
        return byBroker.computeIfAbsent(broker, one -> new Consumers());
    }

    synchronized void add(String queue, Owner owner, String tag) {
        byQueue.computeIfAbsent(queue, one -> new ArrayList<>()).add(new Consumer(owner, tag));
    }

    synchronized void remove(Owner owner, String tag) {
        byQueue.values().forEach(consumers -> consumers.remove(new Consumer(owner, tag)));
        byQueue.values().removeIf(List::isEmpty);
    }

    synchronized void removeAll(Owner owner) {
        byQueue.values().forEach(consumers -> consumers.removeIf(one -> one.owner() == owner));
        byQueue.values().removeIf(List::isEmpty);
    }

    synchronized List<Consumer> takeAll(String queue) {
        var consumers = byQueue.remove(queue);
        return consumers == null ? List.of() : consumers;
    }
}
