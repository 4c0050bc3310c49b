package course.rabbitmq.reference;

import course.rabbitmq.Permissions;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

public final class ReferencePermissions implements Permissions {
    private static final String DEFAULT_EXCHANGE = "amq.default";
    private static final Pattern NOTHING = Pattern.compile("(?!)");

    private final Set<String> users = new HashSet<>();
    private final Map<Key, Patterns> granted = new HashMap<>();

    private record Key(String virtualHost, String user) {}

    private record Patterns(Pattern configure, Pattern write, Pattern read) {
        Pattern of(Permission permission) {
            return switch (permission) {
                case CONFIGURE -> configure;
                case WRITE -> write;
                case READ -> read;
            };
        }
    }

    /** A permission that an operation asks for. */
    private record Demand(Permission permission, Kind kind, String name) {}

    @Override
    public void rabbitmqctl(String... arguments) {
        var rest = new ArrayDeque<>(Arrays.asList(arguments));
        var command = String.valueOf(rest.poll());
        switch (command) {
            case "add_user" -> addUser(take(command, rest, 2).getFirst());
            case "delete_user" -> deleteUser(take(command, rest, 1).getFirst());
            case "set_permissions" -> {
                var virtualHost = virtualHost(rest);
                var values = take(command, rest, 4);
                granted.put(
                        key(virtualHost, values.get(0)),
                        new Patterns(
                                pattern(values.get(1)),
                                pattern(values.get(2)),
                                pattern(values.get(3))));
            }
            case "clear_permissions" -> {
                var virtualHost = virtualHost(rest);
                granted.remove(key(virtualHost, take(command, rest, 1).getFirst()));
            }
            default -> throw new IllegalArgumentException("no command: " + command);
        }
    }

    private static String virtualHost(Deque<String> arguments) {
        if (!"-p".equals(arguments.peek())) {
            return "/";
        }
        arguments.remove();
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("-p needs a virtual host");
        }
        return arguments.remove();
    }

    /** One of the values may be a password, so they are not shown. */
    private static List<String> take(String command, Deque<String> arguments, int count) {
        if (arguments.size() != count) {
            throw new IllegalArgumentException(
                    "%s needs %s values, not %s".formatted(command, count, arguments.size()));
        }
        return List.copyOf(arguments);
    }

    private void addUser(String user) {
        if (!users.add(user)) {
            throw new IllegalArgumentException("there is a user %s already".formatted(user));
        }
    }

    private void deleteUser(String user) {
        if (!users.remove(user)) {
            throw noSuchUser(user);
        }
        granted.keySet().removeIf(key -> key.user().equals(user));
    }

    private Key key(String virtualHost, String user) {
        if (!users.contains(user)) {
            throw noSuchUser(user);
        }
        return new Key(virtualHost, user);
    }

    private static IllegalArgumentException noSuchUser(String user) {
        return new IllegalArgumentException("there is no user " + user);
    }

    private static Pattern pattern(String expression) {
        try {
            return expression.isEmpty() ? NOTHING : Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("no regular expression: " + expression, e);
        }
    }

    @Override
    public Prediction predict(String virtualHost, String user, Operation operation) {
        var patterns = granted.get(new Key(virtualHost, user));
        if (patterns == null) {
            return new ShutOut();
        }
        for (var demand : demands(operation)) {
            if (!patterns.of(demand.permission()).matcher(demand.name()).find()) {
                return new Refused(demand.permission(), demand.kind(), demand.name());
            }
        }
        return new Allowed();
    }

    private static List<Demand> demands(Operation operation) {
        return switch (operation) {
            case DeclareQueue(var queue) -> List.of(onQueue(Permission.CONFIGURE, queue));
            case DeleteQueue(var queue) -> List.of(onQueue(Permission.CONFIGURE, queue));
            case DeclareExchange(var exchange) ->
                    List.of(onExchange(Permission.CONFIGURE, exchange));
            case DeleteExchange(var exchange) ->
                    List.of(onExchange(Permission.CONFIGURE, exchange));
            case Publish(var exchange, _) -> List.of(onExchange(Permission.WRITE, exchange));
            case Consume(var queue) -> List.of(onQueue(Permission.READ, queue));
            case Get(var queue) -> List.of(onQueue(Permission.READ, queue));
            case Purge(var queue) -> List.of(onQueue(Permission.READ, queue));
            case Bind(var queue, var exchange) -> toBind(queue, exchange);
            case Unbind(var queue, var exchange) -> toBind(queue, exchange);
        };
    }

    private static List<Demand> toBind(String queue, String exchange) {
        return List.of(onQueue(Permission.WRITE, queue), onExchange(Permission.READ, exchange));
    }

    private static Demand onQueue(Permission permission, String queue) {
        return new Demand(permission, Kind.QUEUE, queue);
    }

    private static Demand onExchange(Permission permission, String exchange) {
        return new Demand(
                permission, Kind.EXCHANGE, exchange.isEmpty() ? DEFAULT_EXCHANGE : exchange);
    }
}
