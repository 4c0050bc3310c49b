package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.util.List;

/**
 * Binding asks for write permission on the queue, and that is all. In real life: the binding is
 * refused, since the queue is going to read from the exchange.
 */
@Mistake(killedBy = "theBrokerAgreesAboutBinding", saying = "exchange")
final class PermissionsThatBindByWritingAlone extends PlainPermissions {

    @Override
    List<Asked> bound(String queue, String exchange) {
        return List.of(queue(Permission.WRITE, queue));
    }
}
