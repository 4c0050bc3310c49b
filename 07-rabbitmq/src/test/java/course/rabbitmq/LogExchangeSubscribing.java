package course.rabbitmq;

import course.kit.Background;
import course.rabbitmq.LogExchange.Handler;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

/** Who hears what. */
abstract class LogExchangeSubscribing extends LogExchangeExamples {
    LogExchangeSubscribing(VirtualHost host, LogExchange logs, Background background) {
        super(host, logs, background);
    }

    @Test
    void aSubscriberHearsWhatIsPublished() throws Exception {
        try (var _ = subscribe(LOGS, heard, "")) {
            publish(LOGS, "", "Hello World!");

            heard.hears("Hello World!");
        }
    }

    @Test
    void eachSubscriberGetsItsCopy() throws Exception {
        try (var _ = subscribe(LOGS, heard, "");
                var _ = subscribe(LOGS, heardToo, "")) {
            publish(LOGS, "", "one");
            publish(LOGS, "", "two");

            var why = "each subscriber hears all; or do they share a queue?";
            hears(heard, why, List.of("one", "two"));
            hears(heardToo, why, List.of("one", "two"));
        }
    }

    @Test
    void aFanoutExchangeCopiesWhateverTheKey() throws Exception {
        try (var _ = subscribe(LOGS, heard, "kern.*")) {
            publish(LOGS, "", "no key");
            publish(LOGS, "cron.info", "another key");

            heard.hears("no key", "another key");
        }
    }

    @Test
    void aDirectExchangeTellsSeveritiesApart() throws Exception {
        try (var _ = subscribe(DIRECT_LOGS, heard, "info", "warning", "error");
                var _ = subscribe(DIRECT_LOGS, heardToo, "error")) {
            publish(DIRECT_LOGS, "info", "it starts");
            publish(DIRECT_LOGS, "warning", "it is hot");
            publish(DIRECT_LOGS, "debug", "nobody wants to know");
            publish(DIRECT_LOGS, "error", "it burns");

            heard.hears("it starts", "it is hot", "it burns");
            heardToo.hears("it burns");
        }
    }

    @Test
    void aTopicExchangeTellsPatternsApart() throws Exception {
        try (var _ = subscribe(TOPIC_LOGS, heard, "kern.*");
                var _ = subscribe(TOPIC_LOGS, heardToo, "*.critical", "#.end")) {
            publish(TOPIC_LOGS, "kern.info", "it starts");
            publish(TOPIC_LOGS, "cron.critical", "it is late");
            publish(TOPIC_LOGS, "kern.usb.info", "a stick");
            publish(TOPIC_LOGS, "kern.end", "the end");

            heard.hears("it starts", "the end");
            heardToo.hears("it is late", "the end");
        }
    }

    @Test
    void twoKeysThatMatchGiveOneCopy() throws Exception {
        var texts = IntStream.range(0, 20).mapToObj("message %02d"::formatted).toList();
        try (var _ = subscribe(TOPIC_LOGS, heard, "kern.*", "*.critical", "#")) {
            for (var text : texts) {
                publish(TOPIC_LOGS, "kern.critical", text);
            }

            hears(
                    heard,
                    "three keys match, and one copy comes; or is there a queue for each key?",
                    texts);
        }
    }

    @Test
    void whatWasPublishedBeforeIsNotHeard() throws Exception {
        try (var _ = subscribe(LOGS, heardToo, "")) {
            publish(LOGS, "", "early");

            try (var _ = subscribe(LOGS, heard, "")) {
                publish(LOGS, "", "late");

                heard.hears("late");
            }
            heardToo.hears("early", "late");
        }
    }

    @Test
    void whatIsForNobodyIsDropped() throws Exception {
        publish(LOGS, "", "into the void");
        try (var _ = subscribe(DIRECT_LOGS, heard, "error")) {
            publish(DIRECT_LOGS, "info", "not wanted");
            publish(DIRECT_LOGS, "error", "it burns");

            heard.hears("it burns");
        }
    }

    @Test
    void theHandlerIsToldTheRoutingKey() throws Exception {
        Handler both = (routingKey, message) -> heard.accept(routingKey + ": " + message);
        try (var _ = subscribe(host.connect(), TOPIC_LOGS, both, "#")) {
            publish(TOPIC_LOGS, "kern.critical", "it burns");
            publish(TOPIC_LOGS, "", "no key");

            heard.hears("kern.critical: it burns", ": no key");
        }
    }
}
