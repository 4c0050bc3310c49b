package course.rabbitmq;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** What a broker has said is often in a cause: an IOException of the client has no text. */
final class Reasons {
    private Reasons() {}

    /** Runs it; a failure tells all its causes. */
    static <T> T telling(String what, Callable<T> body) {
        try {
            return body.call();
        } catch (UnsupportedOperationException | AssertionError e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("%s failed: %s".formatted(what, String.join("; ", of(e))), e);
        }
    }

    /** Closes it; a failure tells what closing has to bear, too. */
    static void closing(AutoCloseable resource) {
        telling(
                "close (again, or when the connection is gone, it does nothing)",
                () -> {
                    resource.close();
                    return null;
                });
    }

    /** Throws anything where only some exceptions are declared. */
    @SuppressWarnings("unchecked")
    static <T extends Throwable> RuntimeException sneakily(Throwable thrown) throws T {
        throw (T) thrown;
    }

    static List<String> of(Throwable thrown) {
        var reasons = new ArrayList<String>();
        for (var next = thrown; next != null && reasons.size() < 5; next = next.getCause()) {
            reasons.add(next.toString());
        }
        return reasons;
    }
}
