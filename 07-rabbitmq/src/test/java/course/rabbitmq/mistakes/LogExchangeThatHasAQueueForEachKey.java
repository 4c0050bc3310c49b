package course.rabbitmq.mistakes;

import com.rabbitmq.client.Connection;

import course.kit.Mistake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Has a queue for each binding key. In real life: what is critical and from the kernel is alarm
 * twice, and is counted twice.
 */
@Mistake(killedBy = "twoKeysThatMatchGiveOneCopy", saying = "the messages received")
final class LogExchangeThatHasAQueueForEachKey extends PlainLogExchange {

    @Override
    public Subscription subscribe(
            Connection connection, Exchange exchange, List<String> bindingKeys, Handler handler)
            throws IOException {
        check(bindingKeys);
        var all = new ArrayList<Subscription>();
        for (var key : bindingKeys) {
            all.add(super.subscribe(connection, exchange, List.of(key), handler));
        }
        return subscription(
                all.getFirst().queue(),
                () -> {
                    for (var one : all) {
                        try {
                            one.close();
                        } catch (TimeoutException e) {
                            throw new IOException(e);
                        }
                    }
                });
    }
}
