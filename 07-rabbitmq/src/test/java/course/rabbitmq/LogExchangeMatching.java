package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Deadline;
import course.rabbitmq.LogExchange.Exchange;
import course.rabbitmq.LogExchange.Type;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which keys match which pattern. */
abstract class LogExchangeMatching extends LogExchangeExamples {
    LogExchangeMatching(VirtualHost host, LogExchange logs, Background background) {
        super(host, logs, background);
    }

    @Test
    void aFanoutExchangeTakesNoNoticeOfKeys() {
        matches(Type.FANOUT, "", "");
        matches(Type.FANOUT, "a.b", "c");
        matches(Type.FANOUT, "", "kern.critical");
    }

    @Test
    void aDirectExchangeComparesKeys() {
        matches(Type.DIRECT, "error", "error");
        matches(Type.DIRECT, "", "");
        matches(Type.DIRECT, "kern.*", "kern.*");
        differs(Type.DIRECT, "error", "warning");
        differs(Type.DIRECT, "error", "Error");
        differs(Type.DIRECT, "#", "error");
        differs(Type.DIRECT, "kern.*", "kern.critical");
    }

    @Test
    void aStarIsExactlyOneWord() {
        matches(Type.TOPIC, "*.critical", "kern.critical");
        matches(Type.TOPIC, "kern.*", "kern.critical");
        matches(Type.TOPIC, "*.*.rabbit", "quick.orange.rabbit");
        differs(Type.TOPIC, "*.critical", "a.kern.critical");
        differs(Type.TOPIC, "kern.*", "kern.a.critical");
        differs(Type.TOPIC, "kern.*", "kern");
        differs(Type.TOPIC, "*", "kern.critical");
    }

    /** It ends at a dot, and nowhere else. */
    @ParameterizedTest
    @ValueSource(strings = {"two words", "two\nlines", "\r\n", "\u2028", "-", "世界", " "})
    void aWordMayHoldAnyCharacterButADot(String word) {
        matches(Type.TOPIC, "kern.*", "kern." + word);
        matches(Type.TOPIC, "*.critical", word + ".critical");
        matches(Type.TOPIC, "kern.#", "kern." + word + ".a");
        matches(Type.TOPIC, "kern." + word, "kern." + word);
        differs(Type.TOPIC, "kern", "kern" + word);
        differs(Type.TOPIC, "kern.*", "kern." + word + ".a");
    }

    @Test
    void aHashIsAnyNumberOfWords() {
        matches(Type.TOPIC, "kern.#", "kern.critical");
        matches(Type.TOPIC, "kern.#", "kern.a.critical");
        matches(Type.TOPIC, "kern.#", "kern");
        matches(Type.TOPIC, "#.critical", "critical");
        matches(Type.TOPIC, "a.#.b", "a.b");
        matches(Type.TOPIC, "a.#.b", "a.x.b.y.b");
        matches(Type.TOPIC, "#", "kern.critical");
        differs(Type.TOPIC, "kern.#", "kernel.critical");
        differs(Type.TOPIC, "a.#.b", "a.x.b.y");
        differs(Type.TOPIC, "#.*", "");
    }

    @Test
    void theEmptyKeyHasNoWords() {
        matches(Type.TOPIC, "", "");
        matches(Type.TOPIC, "#", "");
        matches(Type.TOPIC, "#.#", "");
        differs(Type.TOPIC, "*", "");
        differs(Type.TOPIC, "", "kern");
    }

    @Test
    void whatIsNoWildcardStandsForItself() {
        matches(Type.TOPIC, "c++.[a-z]", "c++.[a-z]");
        matches(Type.TOPIC, "price.$", "price.$");
        differs(Type.TOPIC, "c++.[a-z]", "ccc.a");
        differs(Type.TOPIC, "kern|cron.*", "cron.critical");
        differs(Type.TOPIC, "crit*.#", "critical.kern");
        differs(Type.TOPIC, "kern.crit#", "kern.critical");
        matches(Type.TOPIC, "#crit.kern", "#crit.kern");
        differs(Type.TOPIC, "#crit.kern", "a.b.kern");
        differs(Type.TOPIC, "kern.##", "kern.a.b");
        differs(Type.TOPIC, "kern.**", "kern.a");
        differs(Type.TOPIC, "kern.critical", "kern.*");
        differs(Type.TOPIC, "Kern.*", "kern.critical");
    }

    @Test
    @Deadline(seconds = 3)
    void manyHashesAreAnsweredAtOnce() {
        matches(Type.TOPIC, "#.a.".repeat(40) + "#", "a.".repeat(120) + "a");
        differs(Type.TOPIC, "#.a.".repeat(40) + "b", "a.".repeat(120) + "a");
        differs(Type.TOPIC, "#.*.".repeat(40) + "b", "a.".repeat(120) + "a");
    }

    @Test
    @Deadline(seconds = 15)
    void theBrokerAgreesAboutTopics() throws Exception {
        var routingKeys = keysOf("a", "b");
        routingKeys.remove(""); // see theBrokerAgreesAboutEmptyWords
        var bindingKeys = keysOf("a", "*", "#");
        bindingKeys.remove("#.#.#"); // RabbitMQ 4.3 binds with two of them at the most
        compare(Type.TOPIC, bindingKeys, routingKeys);
    }

    @Test
    void theBrokerAgreesAboutOddWords() throws Exception {
        compare(
                Type.TOPIC,
                List.of(
                        "a.b+", "a.[b]", "a.b*", "a#", "A", "a b", "世界.*", "*.世界", "\\Qa\\E",
                        "^a$"),
                List.of("a.b+", "a.bb", "a.b", "a", "A", "a b", "世界.a", "a.世界", "\\Qa\\E", "a.b*"));
    }

    @Test
    void theBrokerAgreesAboutEmptyWords() throws Exception {
        host.needsRabbitMq("Qpid drops empty words, and falls over a key of dots alone");
        compare(
                Type.TOPIC,
                List.of(
                        "", ".", "a.", ".a", "a..b", "*", "*.*", "a.*", "*.a", "a.*.b", "#",
                        "a.#.b"),
                List.of("", ".", "a.", ".a", "a..b", "a", "a.b"));
    }

    @Test
    void theBrokerAgreesAboutDirectExchanges() throws Exception {
        compare(Type.DIRECT, List.of("", "a", "*", "#", "a.b"), List.of("", "a", "*", "A", "a.b"));
    }

    @Test
    void theBrokerAgreesAboutFanoutExchanges() throws Exception {
        compare(Type.FANOUT, List.of("", "a", "*"), List.of("", "a", "b.c"));
    }

    private void matches(Type type, String bindingKey, String routingKey) {
        assertMatch(type, bindingKey, routingKey, true);
    }

    private void differs(Type type, String bindingKey, String routingKey) {
        assertMatch(type, bindingKey, routingKey, false);
    }

    private void assertMatch(Type type, String bindingKey, String routingKey, boolean expected) {
        assertThat(logs.matches(type, bindingKey, routingKey))
                .as(
                        "matches, for a %s exchange, binding key \"%s\", routing key \"%s\"",
                        type, shown(bindingKey), shown(routingKey))
                .isEqualTo(expected);
    }

    private static String shown(String key) {
        return key.replace("\r", "\\r").replace("\n", "\\n").replace("\u2028", "\\u2028");
    }

    /** All keys of up to three of these words. */
    private static List<String> keysOf(String... words) {
        var keys = new ArrayList<>(List.of(""));
        var longest = List.of("");
        for (var length = 1; length <= 3; length++) {
            longest =
                    longest.stream()
                            .flatMap(key ->
                                    Stream.of(words)
                                            .map(word -> key.isEmpty() ? word : key + "." + word))
                            .toList();
            keys.addAll(longest);
        }
        return keys;
    }

    /** Has each pair predicted, and tries it on the broker. */
    private void compare(Type type, List<String> bindingKeys, List<String> routingKeys)
            throws Exception {
        var predicted = new LinkedHashMap<String, Set<String>>();
        for (var bindingKey : bindingKeys) {
            var matching = new TreeSet<>(routingKeys);
            matching.removeIf(routingKey -> !logs.matches(type, bindingKey, routingKey));
            predicted.put(bindingKey, matching);
        }
        var delivered = delivered(new Exchange("compared", type), bindingKeys, routingKeys);

        var wrong = new ArrayList<String>();
        for (var bindingKey : bindingKeys) {
            for (var routingKey : routingKeys) {
                var expected = delivered.get(bindingKey).contains(routingKey);
                if (predicted.get(bindingKey).contains(routingKey) != expected) {
                    wrong.add(
                            "binding key \"%s\", routing key \"%s\": the broker %s"
                                    .formatted(
                                            bindingKey,
                                            routingKey,
                                            expected ? "delivers it" : "does not deliver it"));
                }
            }
        }
        assertThat(wrong)
                .withFailMessage(
                        "%s exchange: %s of %s predictions are wrong:%n  %s",
                        type,
                        wrong.size(),
                        bindingKeys.size() * routingKeys.size(),
                        String.join("%n  ".formatted(), wrong.stream().limit(5).toList()))
                .isEmpty();
    }

    /** For each binding key, the routing keys of the messages that came. */
    private LinkedHashMap<String, Set<String>> delivered(
            Exchange exchange, List<String> bindingKeys, List<String> routingKeys)
            throws Exception {
        var channel = admin().createChannel();
        channel.exchangeDeclare(exchange.name(), amqp(exchange.type()), true);
        channel.confirmSelect();
        var queues = new LinkedHashMap<String, String>();
        for (var bindingKey : bindingKeys) {
            var queue = channel.queueDeclare().getQueue();
            channel.queueBind(queue, exchange.name(), bindingKey);
            queues.put(bindingKey, queue);
        }
        for (var routingKey : routingKeys) {
            channel.basicPublish(exchange.name(), routingKey, null, new byte[0]);
        }
        channel.waitForConfirmsOrDie();
        var delivered = new LinkedHashMap<String, Set<String>>();
        for (var bindingKey : bindingKeys) {
            var keys = new TreeSet<String>();
            for (var next = channel.basicGet(queues.get(bindingKey), true);
                    next != null;
                    next = channel.basicGet(queues.get(bindingKey), true)) {
                keys.add(next.getEnvelope().getRoutingKey());
            }
            delivered.put(bindingKey, keys);
        }
        return delivered;
    }
}
