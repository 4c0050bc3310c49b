package course.loop;

import course.kit.Background;

import java.util.concurrent.atomic.AtomicReference;

/** A call that has to be refused. */
final class Refusal {
    private final Background background;

    Refusal(Background background) {
        this.background = background;
    }

    /**
     * Makes the call on a thread of its own, since it may not return if it is not refused.
     *
     * @param call such as {@code run()}
     * @param since why it has to be refused, such as {@code the loop runs}
     */
    void expect(Class<? extends Throwable> type, String call, String since, Background.Body made) {
        var thrown = new AtomicReference<Throwable>();
        var caller =
                background.start(
                        "who calls " + call,
                        () -> {
                            try {
                                made.run();
                            } catch (Throwable t) {
                                thrown.set(t);
                            }
                        });
        background.await(
                "%s throws %s at once, since %s".formatted(call, type.getSimpleName(), since),
                caller::hasEnded);
        check(type, call, since, thrown.get());
    }

    /** Fails unless this is what was thrown; null if nothing was. */
    static void check(
            Class<? extends Throwable> type, String call, String since, Throwable thrown) {
        if (!type.isInstance(thrown)) {
            throw new AssertionError(
                    "%s must throw %s, since %s; it %s"
                            .formatted(
                                    call,
                                    type.getSimpleName(),
                                    since,
                                    thrown == null ? "threw nothing" : "threw " + thrown),
                    thrown);
        }
    }
}
