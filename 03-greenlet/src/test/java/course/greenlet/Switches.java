package course.greenlet;

import course.kit.Example;
import course.kit.trace.Trace;
import course.picture.trace.Kind;

/** Who switches to whom, with which value, in the trace of an example. */
final class Switches {
    private static final int SHOWN = 40;

    private final Trace trace = Example.current().trace();
    private Place current = new Place("main");
    private int generators;

    /** Writes down what the one that runs does. */
    void note(Object step) {
        trace.add(Kind.NOTED, current.name, text(step));
    }

    /** A greenlet whose name is known, for who switches to it and for nothing else. */
    Greenlet named(String name, Greenlet greenlet) {
        var place = new Place(name);
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
                leaves(kind, what, place);
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

    /** The generators of an answer, whose functions and yields are seen. */
    Generators seen(Generators generators) {
        return new Generators() {
            @Override
            public <T> Generator<T> generator(Runnable function) {
                return generators.generator(function == null ? null : ofGenerator(function));
            }

            @Override
            public void yield(Object value) {
                yields(value, 1, () -> generators.yield(value));
            }

            @Override
            public void yield(Object value, int levels) {
                yields(value, levels, () -> generators.yield(value, levels));
            }
        };
    }

    private Runnable ofGenerator(Runnable function) {
        var number = ++generators;
        var place = new Place(number == 1 ? "generator" : "generator " + number);
        return () -> {
            place.asker = current;
            leaves(Kind.SWITCHED, "", place);
            try {
                function.run();
                leaves(Kind.SWITCHED, "ends", place.asker);
            } catch (Throwable thrown) {
                leaves(Kind.THROWN, thrown.getClass().getSimpleName(), place.asker);
                throw thrown;
            }
        };
    }

    private void yields(Object value, int levels, Runnable yield) {
        var place = current;
        var yielding = place.generatorAt(levels);
        if (yielding == null) {
            yield.run();
            return;
        }
        leaves(Kind.SWITCHED, text(value), yielding.asker);
        try {
            yield.run();
        } catch (Throwable thrown) {
            goesOn(Kind.THROWN, thrown.getClass().getSimpleName(), place);
            throw thrown;
        }
        yielding.asker = current == place ? yielding.asker : current;
        goesOn(Kind.SWITCHED, "", place);
    }

    /** Where code runs; a generator has somebody who asks it. */
    private static final class Place {
        private final String name;
        private Place asker;

        private Place(String name) {
            this.name = name;
        }

        /** The generator that is so many levels out, if there is one. */
        private Place generatorAt(int levels) {
            if (levels < 1 || asker == null) {
                return null;
            }
            return levels == 1 ? this : asker.generatorAt(levels - 1);
        }
    }

    /** Nobody has said that {@code name} goes on if who ran before has ended. */
    private void goesOn(Kind kind, String what, Place place) {
        if (!current.name.equals(place.name)) {
            leaves(kind, what, place);
        }
    }

    private void leaves(Kind kind, String what, Place to) {
        trace.add(kind, current.name, what, to.name);
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
