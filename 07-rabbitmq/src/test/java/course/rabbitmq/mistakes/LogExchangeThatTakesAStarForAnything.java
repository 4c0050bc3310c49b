package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.util.regex.Pattern;

/**
 * Reads a binding key as a file name's pattern, in which a star is any text. In real life: the
 * prediction says that kern.* hears kern.usb.info, the broker does not deliver it, and somebody
 * looks for the fault in the network.
 */
@Mistake(killedBy = "aStarIsExactlyOneWord", saying = "routing key \"a.kern.critical\"")
final class LogExchangeThatTakesAStarForAnything extends PlainLogExchange {

    @Override
    public boolean matches(Type type, String bindingKey, String routingKey) {
        return type == Type.TOPIC
                ? routingKey.matches(Pattern.quote(bindingKey).replaceAll("[*#]", "\\\\E.*\\\\Q"))
                : super.matches(type, bindingKey, routingKey);
    }
}
