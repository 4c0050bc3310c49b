package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.util.regex.Pattern;

/**
 * The empty expression is found in every name. In real life: nobody understands why the user with
 * permissions "" "" "" is refused everything.
 */
@Mistake(killedBy = "aRefusalNamesTheFirstPermissionThatIsMissing", saying = "Refused")
final class PermissionsThatGrantAllForNothing extends PlainPermissions {

    @Override
    boolean grants(String expression, String name) {
        return Pattern.compile(expression).matcher(name).find();
    }
}
