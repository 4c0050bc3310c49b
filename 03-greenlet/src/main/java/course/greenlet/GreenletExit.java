package course.greenlet;

/**
 * Ends the greenlet that it is thrown into. Where nobody catches it, that is an end as good as any:
 * the parent gets the exit as a result.
 *
 * <p>It is no {@link Exception}, so that {@code catch (Exception e)}, which is about the
 * application's errors, lets it through.
 */
public class GreenletExit extends Error {
    private static final long serialVersionUID = 1;

    public GreenletExit() {
        super("the greenlet is to end", null, false, false);
    }
}
