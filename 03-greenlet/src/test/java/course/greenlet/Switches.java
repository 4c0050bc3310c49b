package course.greenlet;

import course.kit.Example;
import course.kit.trace.Trace;
import course.picture.trace.Kind;

/** Who switches to whom, with which value, in the trace of an example. */
final class Switches {
    private static final String MAIN = "main";
    private static final int SHOWN = 40;

    private final Trace trace = Example.current().trace();
    private String current = MAIN;

    /** Writes down what the one that runs does. */
    void note(Object step) {
        trace.add(Kind.NOTED, current, text(step));
    }

    /** A greenlet whose name is known, for who switches to it and for nothing else. */
    Greenlet named(String name, Greenlet greenlet) {
        return new Greenlet() {
            @Override
            public Object switchTo(Object value) {
                return changes(Kind.SWITCHED, text(value), () -> greenlet.switchTo(value));
            }

            @Override
            public Object throwInto(Throwable thrown) {
                var what = thrown == null ? "null" : thrown.getClass().getSimpleName();
                return changes(Kind.THROWN, what, () -> greenlet.throwInto(thrown));
            }

            private Object changes(Kind kind, String what, Change change) {
                var from = current;
                leaves(kind, what, name);
                Object result;
                try {
                    result = change.make();
                } catch (Throwable thrown) {
                    goesOn(Kind.THROWN, thrown.getClass().getSimpleName(), from);
                    throw thrown;
                }
                goesOn(Kind.SWITCHED, text(result), from);
                return result;
            }

            @Override
            public Greenlet parent() {
                return greenlet.parent();
            }

            @Override
            public void setParent(Greenlet parent) {
                greenlet.setParent(parent);
            }

            @Override
            public boolean isActive() {
                return greenlet.isActive();
            }

            @Override
            public boolean isDead() {
                return greenlet.isDead();
            }

            @Override
            public String toString() {
                return greenlet.toString();
            }
        };
    }

    /** A switch, or a throw. */
    private interface Change {
        Object make();
    }

    /** A function of a generator, seen. */
    Runnable generator(String name, Runnable function) {
        return () -> {
            var from = current;
            leaves(Kind.SWITCHED, "", name);
            try {
                function.run();
                leaves(Kind.SWITCHED, "ends", from);
            } catch (Throwable thrown) {
                leaves(Kind.THROWN, thrown.getClass().getSimpleName(), from);
                throw thrown;
            }
        };
    }

    /** Around a yield. */
    void yields(Object value, Runnable yield) {
        var name = current;
        leaves(Kind.SWITCHED, text(value), MAIN);
        try {
            yield.run();
        } finally {
            leaves(Kind.SWITCHED, "", name);
        }
    }

    /** Nobody has said that {@code name} goes on if who ran before has ended. */
    private void goesOn(Kind kind, String what, String name) {
        if (!current.equals(name)) {
            leaves(kind, what, name);
        }
    }

    private void leaves(Kind kind, String what, String to) {
        trace.add(kind, current, what, to);
        current = to;
    }

    /** Of an object of the example's own, its class alone: its text is its own business. */
    private static String text(Object value) {
        if (value == null) {
            return "";
        }
        if (!(value instanceof CharSequence || value instanceof Number)) {
            return value.getClass().getSimpleName();
        }
        var text = String.valueOf(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
