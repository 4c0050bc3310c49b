package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A user's permissions stay when the user is deleted. In real life: a new colleague gets the name
 * of an old one, and the rights with it.
 */
@Mistake(killedBy = "aUserWhoIsDeletedAndAddedAgainHasNoPermissions", saying = "ShutOut")
final class PermissionsThatOutliveTheirUser extends PlainPermissions {

    private final Map<String, Map<String, List<String>>> old = new HashMap<>();

    @Override
    void delete(String user) {
        old.put(user, users.remove(user));
    }

    @Override
    void add(String user) {
        super.add(user);
        users.get(user).putAll(old.getOrDefault(user, Map.of()));
    }
}
