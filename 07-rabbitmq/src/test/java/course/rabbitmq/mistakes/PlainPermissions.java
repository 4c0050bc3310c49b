package course.rabbitmq.mistakes;

import course.rabbitmq.Permissions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A right answer, written in another way than the reference: a map of maps, and strings until they
 * are needed. The mistakes are made from it.
 */
class PlainPermissions implements Permissions {
    /** For each user, the three expressions in each virtual host. */
    final Map<String, Map<String, List<String>>> users = new HashMap<>();

    /** A permission that is asked for on something. */
    record Asked(Permission permission, Kind kind, String name) {}

    @Override
    public void rabbitmqctl(String... arguments) {
        var words = new ArrayList<>(Arrays.asList(arguments));
        var virtualHost = "/";
        if (words.size() > 2 && words.get(1).equals("-p")) {
            virtualHost = words.get(2);
            words.subList(1, 3).clear();
        }
        var command = words.isEmpty() ? "" : words.get(0) + "/" + (words.size() - 1);
        switch (command) {
            case "add_user/2" -> add(words.get(1));
            case "delete_user/1" -> {
                known(words.get(1));
                delete(words.get(1));
            }
            case "set_permissions/4" -> {
                var values = words.subList(2, 5);
                values.forEach(Pattern::compile);
                set(virtualHost, known(words.get(1)), List.copyOf(values));
            }
            case "clear_permissions/1" -> known(words.get(1)).remove(virtualHost);
            default -> throw new IllegalArgumentException("no such command: " + command);
        }
    }

    void add(String user) {
        if (users.putIfAbsent(user, new HashMap<>()) != null) {
            throw new IllegalArgumentException("there already: " + user);
        }
    }

    void delete(String user) {
        users.remove(user);
    }

    void set(String virtualHost, Map<String, List<String>> user, List<String> values) {
        user.put(virtualHost, values);
    }

    private Map<String, List<String>> known(String user) {
        if (!users.containsKey(user)) {
            throw new IllegalArgumentException("no such user: " + user);
        }
        return users.get(user);
    }

    @Override
    public Prediction predict(String virtualHost, String user, Operation operation) {
        var expressions = users.getOrDefault(user, Map.of()).get(virtualHost);
        return expressions == null ? new ShutOut() : predict(expressions, operation);
    }

    Prediction predict(List<String> expressions, Operation operation) {
        for (var asked : asked(operation)) {
            var expression = expressions.get(asked.permission().ordinal());
            if (!grants(expression, asked.name())) {
                return new Refused(asked.permission(), asked.kind(), asked.name());
            }
        }
        return new Allowed();
    }

    boolean grants(String expression, String name) {
        return !expression.isEmpty() && Pattern.compile(expression).matcher(name).find();
    }

    List<Asked> asked(Operation operation) {
        return switch (operation) {
            case DeclareQueue declare -> List.of(queue(Permission.CONFIGURE, declare.queue()));
            case DeleteQueue delete -> List.of(queue(Permission.CONFIGURE, delete.queue()));
            case DeclareExchange declare ->
                    List.of(exchange(Permission.CONFIGURE, declare.exchange()));
            case DeleteExchange delete ->
                    List.of(exchange(Permission.CONFIGURE, delete.exchange()));
            case Publish publish -> List.of(exchange(Permission.WRITE, publish.exchange()));
            case Consume consume -> List.of(queue(Permission.READ, consume.queue()));
            case Get get -> List.of(queue(Permission.READ, get.queue()));
            case Purge purge -> List.of(queue(Permission.READ, purge.queue()));
            case Bind bind -> bound(bind.queue(), bind.exchange());
            case Unbind unbind -> bound(unbind.queue(), unbind.exchange());
        };
    }

    List<Asked> bound(String queue, String exchange) {
        return List.of(queue(Permission.WRITE, queue), exchange(Permission.READ, exchange));
    }

    Asked queue(Permission permission, String name) {
        return new Asked(permission, Kind.QUEUE, name);
    }

    Asked exchange(Permission permission, String name) {
        return new Asked(permission, Kind.EXCHANGE, name.isEmpty() ? "amq.default" : name);
    }
}
