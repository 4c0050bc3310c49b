package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Each set_permissions adds to what was granted before. In real life: permissions that were
 * believed to be given in addition have replaced the old ones, and a service stands still.
 */
@Mistake(killedBy = "permissionsAreSetAnewAndNotAdded", saying = "Refused")
final class PermissionsThatAddUp extends PlainPermissions {

    @Override
    void set(String virtualHost, Map<String, List<String>> user, List<String> values) {
        user.merge(
                virtualHost,
                values,
                (old, more) ->
                        IntStream.range(0, 3)
                                .mapToObj(i -> "(%s)|(%s)".formatted(old.get(i), more.get(i)))
                                .toList());
    }
}
