package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.util.Map;

/**
 * Permissions are kept for the user alone. In real life: rights that were given for a test system
 * are believed to hold in production.
 */
@Mistake(killedBy = "theVirtualHostIsTheOneOfTheOption", saying = "in the virtual host /")
final class PermissionsThatHoldEverywhere extends PlainPermissions {

    @Override
    public Prediction predict(String virtualHost, String user, Operation operation) {
        return users.getOrDefault(user, Map.of()).values().stream()
                .findFirst()
                .map(expressions -> predict(expressions, operation))
                .orElse(new ShutOut());
    }
}
