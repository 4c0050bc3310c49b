package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * The expression has to match the whole name. In real life: "logs" is granted in the belief that it
 * opens the one queue, and opens every queue with "logs" in its name; anchors are missing.
 */
@Mistake(killedBy = "theBrokerAgreesAboutDeclaringAQueue", saying = "the broker says allowed")
final class PermissionsThatMatchWholeNames extends PlainPermissions {

    @Override
    boolean grants(String expression, String name) {
        return !expression.isEmpty() && name.matches(expression);
    }
}
