package course.select.system;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.channels.Channel;

/**
 * The one thing that this package asks of the JDK's inside: a channel's descriptor, which no public
 * method tells. It is looked up by name, so that a JDK without it can still say what is missing.
 */
final class JdkInternals {

    private static final MethodHandle DESCRIPTOR = ofChannel("sun.nio.ch.SelChImpl", "getFDVal");

    private JdkInternals() {}

    static int descriptorOf(Channel channel) {
        try {
            return (int) DESCRIPTOR.invokeExact(channel);
        } catch (ClassCastException notOfTheJdk) {
            throw new IllegalArgumentException("no descriptor is known of " + channel);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /**
     * A method of {@code java.base} that a channel's class has and that returns an {@code int}. If
     * it cannot be called, the handle throws an {@link IllegalStateException} that says why.
     */
    static MethodHandle ofChannel(String type, String method) {
        var signature = MethodType.methodType(int.class, Channel.class);
        try {
            return MethodHandles.lookup()
                    .findVirtual(Class.forName(type), method, signature.dropParameterTypes(0, 1))
                    .asType(signature);
        } catch (IllegalAccessException e) {
            var exported = type.substring(0, type.lastIndexOf('.'));
            return failing(
                    "the JVM must be run with --add-exports java.base/%s=ALL-UNNAMED"
                            .formatted(exported));
        } catch (ReflectiveOperationException e) {
            return failing(
                    "JDK %s has no %s.%s, which this course needs: install an older JDK, 25 or later"
                            .formatted(Runtime.version().feature(), type, method));
        }
    }

    private static MethodHandle failing(String reason) {
        try {
            var fail =
                    MethodHandles.lookup()
                            .findStatic(
                                    JdkInternals.class,
                                    "fail",
                                    MethodType.methodType(int.class, String.class));
            return MethodHandles.dropArguments(fail.bindTo(reason), 0, Channel.class);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static int fail(String reason) {
        throw new IllegalStateException(reason);
    }
}
