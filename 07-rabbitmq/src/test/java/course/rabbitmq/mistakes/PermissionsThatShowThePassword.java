package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * The refused command is quoted in the message. In real life: the password is in the log, and in
 * the ticket that quotes the log.
 */
@Mistake(killedBy = "noPasswordIsShownWhenAUserIsRefused", saying = "tiger")
final class PermissionsThatShowThePassword extends PlainPermissions {

    @Override
    public void rabbitmqctl(String... arguments) {
        try {
            super.rabbitmqctl(arguments);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "rabbitmqctl %s: %s".formatted(String.join(" ", arguments), e.getMessage()), e);
        }
    }
}
