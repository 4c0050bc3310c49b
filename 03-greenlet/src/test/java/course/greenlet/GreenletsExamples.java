package course.greenlet;

import course.greenlet.Greenlets.Body;
import course.kit.Background;
import course.kit.Candidate;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the parts of Greenlets' specification have in common. */
abstract class GreenletsExamples {
    static final String WHO_GOES_ON =
            "a switch lets its target go on where that one had stopped, and nobody else";
    private static final Pattern STATE =
            Pattern.compile("\\b(pending|active|suspended|dead)\\b", Pattern.CASE_INSENSITIVE);
    final Candidate<Greenlets> candidate;
    final Greenlets greenlets;
    final Background background;
    final Switches switches = new Switches();
    final Trail trail = new Trail(switches);
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

    /** The same, for a body that switches, and for who switches to it. */
    Greenlet createNamed(String name, Runnable body) {
        return switches.named(name, create(body));
    }

    /** Main, to be switched to. */
    Greenlet namedMain() {
        return switches.named("main", greenlets.current());
    }

    /** What can be thrown: only a {@link GreenletExit} is something else than a failure. */
    enum Kind {
        UNCHECKED,
        CHECKED,
        INTERRUPTION,
        ERROR,
        OVERFLOW,
        CAUSED_BY_AN_EXIT,
        NEITHER_EXCEPTION_NOR_ERROR;

        Throwable create(String message) {
            return switch (this) {
                case UNCHECKED -> new IllegalStateException(message);
                case CHECKED -> new IOException(message);
                case INTERRUPTION -> new InterruptedException(message);
                case ERROR -> new InternalError(message);
                case OVERFLOW -> new StackOverflowError(message);
                case CAUSED_BY_AN_EXIT -> new IllegalStateException(message, new GreenletExit());
                case NEITHER_EXCEPTION_NOR_ERROR -> new Throwable(message);
            };
        }
    }

    /** How one may end. */
    enum End {
        BY_A_RESULT,
        BY_A_FAILURE,
        BY_AN_EXIT
    }

    /** What a body does that ends in this way. */
    static Object leave(String name, End end) {
        return switch (end) {
            case BY_A_RESULT -> name + "'s result";
            case BY_A_FAILURE -> throw new IllegalStateException("from " + name);
            case BY_AN_EXIT ->
                    throw new GreenletExit() {
                        private static final long serialVersionUID = 1;

                        @Override
                        public String toString() {
                            return name + "'s exit";
                        }
                    };
        };
    }

    /** What {@link #waiting} ends with that gets this. */
    static String gets(String name, String from, End end) {
        return switch (end) {
            case BY_A_RESULT -> "%s got %s's result".formatted(name, from);
            case BY_A_FAILURE -> "%s caught from %s".formatted(name, from);
            case BY_AN_EXIT -> "%s got %s's exit".formatted(name, from);
        };
    }

    static Runnable nothing() {
        return () -> {};
    }

    /** A suspended one, which ends with what it is sent, or tells what is thrown into it. */
    Greenlet waiting(String name) {
        main = greenlets.current();
        var created =
                greenlets.create(first -> {
                    try {
                        return name + " got " + main.switchTo();
                    } catch (Throwable thrown) {
                        return name + " caught " + thrown.getMessage();
                    }
                });
        created.switchTo();
        return created;
    }

    Greenlet dead() {
        var created = create(nothing());
        created.switchTo();
        return created;
    }

    /** Dead, and a child of this one, which has got nothing of it. */
    Greenlet deadChildOf(Greenlet parent) {
        var child = dead();
        child.setParent(parent);
        return child;
    }

    /** What may be asked of it. */
    static String shown(Greenlet greenlet) {
        return "%s, active %s, dead %s"
                .formatted(stateIn(greenlet.toString()), greenlet.isActive(), greenlet.isDead());
    }

    static final String SHOWN_DEAD = "dead, active false, dead true";

    /** The first of the words: what follows may be about others. */
    static String stateIn(String text) {
        var state = STATE.matcher(text);
        return state.find()
                ? state.group().toLowerCase(Locale.ROOT)
                : "no state in \"" + text + "\"";
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
