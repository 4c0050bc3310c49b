package course.broker.qpid;

import course.broker.Grant;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Who may do what in which virtual host of an embedded broker, by RabbitMQ's rules. */
final class Grants {
    private static final Map<Object, Grants> byBroker =
            Collections.synchronizedMap(new WeakHashMap<>());

    private final Map<Key, Grant> grants = new ConcurrentHashMap<>();

    private record Key(String virtualHost, String user) {}

    static Grants of(org.apache.qpid.server.model.Broker<?> broker) {
        return byBroker.computeIfAbsent(broker, one -> new Grants());
    }

    void set(String virtualHost, String user, Grant grant) {
        grants.put(new Key(virtualHost, user), grant);
    }

    void clear(String virtualHost, String user) {
        grants.remove(new Key(virtualHost, user));
    }

    void clearVirtualHost(String virtualHost) {
        grants.keySet().removeIf(key -> key.virtualHost().equals(virtualHost));
    }

    void clearUser(String user) {
        grants.keySet().removeIf(key -> key.user().equals(user));
    }

    Optional<Grant> of(String virtualHost, String user) {
        return Optional.ofNullable(grants.get(new Key(virtualHost, user)));
    }

    /** A pattern matches a name if it is found in it; the empty one matches nothing. */
    static boolean matches(String pattern, String name) {
        return Pattern.compile(pattern.isEmpty() ? "^$" : pattern).matcher(name).find();
    }
}
