package course.greenlet;

/**
 * Ends the greenlet that it is thrown into. If nobody catches it, that is a normal end: the parent
 * gets the exit as a result.
 *
 * <p>It is not an {@link Exception}, so {@code catch (Exception e)}, which is meant for the
 * application's errors, lets it through.
 */
public class GreenletExit extends Error {
    private static final long serialVersionUID = 1;

    public GreenletExit() {
        super("the greenlet is to end", null, false, false);
    }
}
