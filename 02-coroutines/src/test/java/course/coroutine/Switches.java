package course.coroutine;

import course.coroutine.Interleaving.Subroutine;
import course.kit.Example;
import course.kit.trace.Trace;
import course.picture.trace.Kind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Who goes on in place of whom, in the trace of an example: its bodies tell when they begin, yield,
 * go on, and end.
 */
final class Switches {
    private static final String MAIN = "main";
    private static final int SHOWN = 40;
    private static final Set<Class<?>> ORDINARY =
            Set.of(Map.of().getClass(), Map.of("A", "B").getClass());

    private final Trace trace = Example.current().trace();
    private final Map<Thread, String> current = new ConcurrentHashMap<>();
    private final AtomicInteger bodies = new AtomicInteger();

    /** The body of a coroutine, seen. */
    <I, O, R> Coroutine.Body<I, O, R> of(Coroutine.Body<I, O, R> body) {
        if (body == null) {
            return null;
        }
        var name = name("coroutine");
        return caller -> {
            var seen = new Seen(name);
            seen.goesOn("");
            try {
                var result = body.run(seen.callerOf(caller));
                seen.leaves(Kind.SWITCHED, "returns " + text(result));
                return result;
            } catch (Throwable thrown) {
                seen.leaves(Kind.THROWN, thrown.getClass().getSimpleName());
                throw thrown;
            }
        };
    }

    /** What makes coroutines of bodies that are seen. */
    Coroutine.Factory seen(Coroutine.Factory coroutines) {
        return new Coroutine.Factory() {
            @Override
            public <I, O, R> Coroutine<I, O, R> create(Coroutine.Body<I, O, R> body) {
                return coroutines.create(Switches.this.of(body));
            }
        };
    }

    /** The body of a generator, seen. */
    <T> Generator.Body<T> ofGenerator(Generator.Body<T> body) {
        if (body == null) {
            return null;
        }
        var name = name("generator");
        return caller ->
                seen(
                        name,
                        seen ->
                                body.run(value -> {
                                    seen.leaves(Kind.SWITCHED, text(value));
                                    try {
                                        caller.yield(value);
                                    } finally {
                                        seen.goesOn("");
                                    }
                                }));
    }

    /** Whose subroutines are seen, if they are in a map that is like any other. */
    Interleaving seen(Interleaving interleaving) {
        return (subroutines, schedule, out) -> interleaving.run(seen(subroutines), schedule, out);
    }

    /** One that has two names is one all the same. */
    private Map<String, Subroutine> seen(Map<String, Subroutine> subroutines) {
        if (subroutines == null || !ORDINARY.contains(subroutines.getClass())) {
            return subroutines;
        }
        var seen = new IdentityHashMap<Subroutine, Subroutine>();
        subroutines.forEach((name, subroutine) ->
                seen.computeIfAbsent(subroutine, one -> ofSubroutine(name, one)));
        var all = new HashMap<>(subroutines);
        all.replaceAll((name, subroutine) -> seen.get(subroutine));
        return Map.copyOf(all);
    }

    private Subroutine ofSubroutine(String name, Subroutine subroutine) {
        return print ->
                seen(
                        name,
                        seen ->
                                subroutine.run(line -> {
                                    seen.leaves(Kind.SWITCHED, text(line));
                                    print.accept(line);
                                    seen.goesOn("");
                                }));
    }

    /** A body without a result, from where it begins to where it ends. */
    private void seen(String name, Consumer<Seen> body) {
        var seen = new Seen(name);
        seen.goesOn("");
        try {
            body.accept(seen);
            seen.leaves(Kind.SWITCHED, "ends");
        } catch (Throwable thrown) {
            seen.leaves(Kind.THROWN, thrown.getClass().getSimpleName());
            throw thrown;
        }
    }

    /** A diary whose entries are in the trace, too. */
    List<String> diary() {
        return new ArrayList<>() {
            private static final long serialVersionUID = 1;

            @Override
            public boolean add(String entry) {
                trace.add(Kind.NOTED, whoRuns(), entry);
                return super.add(entry);
            }
        };
    }

    private String name(String kind) {
        var number = bodies.incrementAndGet();
        return number == 1 ? kind : kind + " " + number;
    }

    private String whoRuns() {
        var thread = Thread.currentThread();
        return current.computeIfAbsent(
                thread, one -> current.isEmpty() ? MAIN : "main of " + one.getName());
    }

    /** One call of a body, and who has let it go on. */
    private final class Seen {
        private final String name;
        private String from = MAIN;

        private Seen(String name) {
            this.name = name;
        }

        void goesOn(String with) {
            goesOn(Kind.SWITCHED, with);
        }

        void goesOn(Kind kind, String with) {
            from = whoRuns();
            trace.add(kind, from, with, name);
            current.put(Thread.currentThread(), name);
        }

        void leaves(Kind kind, String with) {
            trace.add(kind, name, with, from);
            current.put(Thread.currentThread(), from);
        }

        <I, O> Coroutine.Caller<I, O> callerOf(Coroutine.Caller<I, O> caller) {
            return new Coroutine.Caller<>() {
                @Override
                public I yield(O value) {
                    leaves(Kind.SWITCHED, text(value));
                    try {
                        var sent = caller.yield(value);
                        goesOn(text(sent));
                        return sent;
                    } catch (Throwable thrown) {
                        goesOn(Kind.THROWN, thrown.getClass().getSimpleName());
                        throw thrown;
                    }
                }

                @Override
                public <S> S yieldFrom(Coroutine<I, O, S> inner) {
                    leaves(Kind.SWITCHED, "delegates");
                    try {
                        return caller.yieldFrom(inner);
                    } finally {
                        goesOn("");
                    }
                }
            };
        }
    }

    /** Of an object of the example's own, its class alone: its text is its own business. */
    private static String text(Object value) {
        if (!(value instanceof CharSequence || value instanceof Number || value == null)) {
            return value.getClass().getSimpleName();
        }
        var text = String.valueOf(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
