package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * The default exchange's name is taken as it is, empty. In real life: "^$" is granted for it, and
 * does not help.
 */
@Mistake(killedBy = "aRefusalNamesTheFirstPermissionThatIsMissing", saying = "amq.default")
final class PermissionsThatKnowTheDefaultExchangeByNoName extends PlainPermissions {

    @Override
    Asked exchange(Permission permission, String name) {
        return new Asked(permission, Kind.EXCHANGE, name);
    }
}
