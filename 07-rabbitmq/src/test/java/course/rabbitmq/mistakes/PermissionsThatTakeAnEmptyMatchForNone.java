package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.util.regex.Pattern;

/**
 * Asks what was found, not whether something was found: {@code ^} finds nothing but the beginning.
 * The user who was to have everything has nothing, and the command looks right.
 */
@Mistake(killedBy = "anExpressionMayBeFoundAnywhere", saying = "my -queue")
final class PermissionsThatTakeAnEmptyMatchForNone extends PlainPermissions {

    @Override
    boolean grants(String expression, String name) {
        var matcher = Pattern.compile(expression).matcher(name);
        return matcher.find() && !matcher.group().isEmpty();
    }
}
