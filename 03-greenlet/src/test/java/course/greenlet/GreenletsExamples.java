package course.greenlet;

import course.greenlet.Greenlets.Body;
import course.kit.Background;
import course.kit.Candidate;

import java.lang.ref.WeakReference;
import java.util.List;

/** What the parts of Greenlets' specification have in common. */
abstract class GreenletsExamples {
    static final String WHO_GOES_ON =
            "a switch lets its target go on where that one had stopped, and nobody else";
    final Candidate<Greenlets> candidate;
    final Greenlets greenlets;
    final Background background;
    final Trail trail = new Trail();
    Greenlet main;
    Greenlet a;
    Greenlet b;
    Greenlet c;

    GreenletsExamples(Candidate<Greenlets> candidate, Background background) throws Exception {
        this.candidate = candidate;
        this.greenlets = candidate.create();
        this.background = background;
    }

    /** A greenlet that neither asks for a value nor has a result. */
    Greenlet create(Runnable body) {
        return greenlets.create(Body.of(body));
    }

    static Runnable nothing() {
        return () -> {};
    }

    static String stateIn(String text) {
        return List.of("main", "pending", "active", "suspended", "dead").stream()
                .filter(state -> text.matches(".*\\b%s\\b.*".formatted(state)))
                .findFirst()
                .orElse("no state in \"" + text + "\"");
    }

    void awaitCollected(String what, WeakReference<?> reference) {
        background.await(
                what + " can be collected as garbage",
                () -> {
                    System.gc();
                    return reference.get() == null;
                });
    }
}
