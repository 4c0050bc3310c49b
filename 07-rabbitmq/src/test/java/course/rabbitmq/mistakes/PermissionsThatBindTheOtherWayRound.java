package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.util.List;

/**
 * Binding reads the queue and writes the exchange, as it sounds. In real life: messages flow from
 * the exchange into the queue, and the permissions go with them.
 */
@Mistake(killedBy = "theBrokerAgreesAboutBinding", saying = "the broker says")
final class PermissionsThatBindTheOtherWayRound extends PlainPermissions {

    @Override
    List<Asked> bound(String queue, String exchange) {
        return List.of(queue(Permission.READ, queue), exchange(Permission.WRITE, exchange));
    }
}
