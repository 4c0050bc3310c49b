package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The messages that a receiver was handed, in their order. */
final class Heard implements Consumer<String> {
    private static final int SHOWN = 60;

    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final Background background;

    Heard(Background background) {
        this.background = background;
    }

    @Override
    public void accept(String message) {
        messages.add(message);
    }

    int count() {
        return messages.size();
    }

    List<String> sorted() {
        return messages.stream().sorted().toList();
    }

    /** Waits until so many have come; fails with those that have come. */
    void awaitCount(int count) {
        awaitCount(count, "");
    }

    private void awaitCount(int count, String ofWhich) {
        try {
            background.await(
                    count == 1 ? "a message arrives" : count + " messages arrive",
                    () -> count() >= count);
        } catch (AssertionError e) {
            throw new AssertionError(
                    e.getMessage() + "; heard so far: " + shown(messages) + ofWhich, e);
        }
    }

    /** Waits for these, and for no others. */
    void hears(String... expected) {
        hears(List.of(expected));
    }

    void hears(List<String> expected) {
        awaitCount(expected.size(), ", of " + shown(expected));
        assertThat(shown(messages)).as("the messages received").isEqualTo(shown(expected));
        assertThat(messages).isEqualTo(expected);
    }

    private static List<String> shown(List<String> messages) {
        return messages.stream()
                .map(text ->
                        text.length() <= SHOWN
                                ? "\"" + text + "\""
                                : "\"%s…\" (%s characters)"
                                        .formatted(text.substring(0, SHOWN), text.length()))
                .toList();
    }
}
