package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.util.List;

/**
 * A message to the default exchange asks for write permission on the queue. In real life: a user
 * who may write "hello" gets "access to exchange 'amq.default' refused", and the administrator a
 * headache.
 */
@Mistake(killedBy = "theBrokerAgreesAboutPublishingToTheDefaultExchange", saying = "amq.default")
final class PermissionsThatCheckTheQueueOfTheDefaultExchange extends PlainPermissions {

    @Override
    List<Asked> asked(Operation operation) {
        return operation instanceof Publish(var exchange, var routingKey) && exchange.isEmpty()
                ? List.of(queue(Permission.WRITE, routingKey))
                : super.asked(operation);
    }
}
