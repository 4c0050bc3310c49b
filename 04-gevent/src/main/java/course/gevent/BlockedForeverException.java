package course.gevent;

/**
 * The main greenlet waits, and nothing is left that could end its wait: no timer, no message, no
 * I/O, nothing from outside. The message says for each green thread that waits what it waits for,
 * and where.
 */
public class BlockedForeverException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    public BlockedForeverException(String message) {
        super(message);
    }
}
