package course.kit.trace;

import course.picture.trace.Kind;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who calls an answer, with what, and what comes of it, in a trace. */
public final class Calls implements InvocationHandler {
    private static final String EXAMPLE = "the example";
    private static final String ANOTHER_THREAD = "another thread";
    private static final String UNKNOWN = "…";
    private static final Duration LONGEST_IN_SECONDS = Duration.ofDays(1);

    private final Trace trace;
    private final Thread thread = Thread.currentThread();
    private final Object answer;
    private final String lane;
    private final Function<Object, String> names;

    private Calls(Trace trace, Object answer, String lane, Function<Object, String> names) {
        this.trace = trace;
        this.answer = answer;
        this.lane = lane;
        this.names = names;
    }

    /**
     * The answer, whose calls are seen.
     *
     * @param names how a thing is called that is no number, text, time, enum, or collection
     */
    public static <T> T recorded(
            Trace trace, Class<T> contract, T answer, Function<Object, String> names) {
        return contract.cast(
                Proxy.newProxyInstance(
                        contract.getClassLoader(),
                        new Class<?>[] {contract},
                        new Calls(trace, answer, contract.getSimpleName(), names)));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return method.getName().equals("equals")
                    ? proxy == arguments[0]
                    : called(method, arguments);
        }
        var caller = Thread.currentThread() == thread ? EXAMPLE : ANOTHER_THREAD;
        trace.add(Kind.CALLED, caller, method.getName() + listed(arguments), lane);
        try {
            var result = called(method, arguments);
            trace.add(Kind.ANSWERED, lane, result(method, result), caller);
            return result;
        } catch (Throwable thrown) {
            trace.add(Kind.RAISED, lane, thrown.getClass().getSimpleName(), caller);
            throw thrown;
        }
    }

    private Object called(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(answer, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private String listed(Object[] arguments) {
        return Stream.of(arguments == null ? new Object[0] : arguments)
                .map(this::name)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private String result(Method method, Object result) {
        return method.getReturnType() == void.class ? "void" : name(result);
    }

    private String name(Object thing) {
        return switch (thing) {
            case null -> "null";
            case Duration duration -> seconds(duration);
            case Collection<?> all -> names(all);
            case Object[] all -> names(Arrays.asList(all));
            case Enum<?> constant -> constant.name();
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            case String text -> '"' + text + '"';
            default -> named(thing);
        };
    }

    /** What an answer returns may be anything. */
    private String named(Object thing) {
        try {
            return names.apply(thing);
        } catch (RuntimeException e) {
            return UNKNOWN;
        }
    }

    /** Nothing is asked of a collection that an example has made itself. */
    private String names(Collection<?> all) {
        if (all.getClass().getModule() != Object.class.getModule()) {
            return UNKNOWN;
        }
        try {
            return all.stream().map(this::name).collect(Collectors.joining(", ", "[", "]"));
        } catch (ConcurrentModificationException e) {
            return UNKNOWN;
        }
    }

    private static String seconds(Duration duration) {
        if (duration.compareTo(LONGEST_IN_SECONDS) > 0
                || duration.compareTo(LONGEST_IN_SECONDS.negated()) < 0) {
            return duration.toString();
        }
        var seconds = BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros();
        return String.format(Locale.ROOT, "%s s", seconds.toPlainString());
    }
}
