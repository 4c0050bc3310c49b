package course.coroutine.worker;

/**
 * What workers do with each item. It has to be a public class with a public constructor without
 * parameters, since every worker is a JVM and makes a job of its own.
 */
public interface Job {

    /** Lets a worker's other items have their turns. */
    @FunctionalInterface
    interface Turn {
        void pass();
    }

    /**
     * A new job of this class: what each worker makes first.
     *
     * @throws ReflectiveOperationException if it is not such a class, or its constructor throws
     */
    static Job of(Class<? extends Job> type) throws ReflectiveOperationException {
        return type.getConstructor().newInstance();
    }

    /**
     * Runs in a coroutine, one for each item of a worker's share.
     *
     * <p>It may print; what it prints comes out of the standard error stream, since the worker
     * talks with its parent through the standard output.
     *
     * @return the result, which may be null
     */
    String run(String item, Turn turn) throws Exception;
}
