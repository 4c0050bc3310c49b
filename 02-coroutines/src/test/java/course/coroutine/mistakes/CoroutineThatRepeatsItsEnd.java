package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Says again and again what it has returned. A caller who does not look whether that was the end
 * goes on sending, for ever.
 */
@Mistake(
        killedBy = "afterItsEndItCannotBeAskedAnyMore",
        saying = "expected an IllegalStateException, but nothing was thrown")
final class CoroutineThatRepeatsItsEnd<I, O, R> extends PlainCoroutine<I, O, R> {
    CoroutineThatRepeatsItsEnd(Body<I, O, R> body) {
        super(body);
    }

    private Step<O, R> end;

    @Override
    public Step<O, R> send(I value) {
        if (end != null) {
            return end;
        }
        var step = super.send(value);
        end = step instanceof Returned<O, R> ? step : null;
        return step;
    }
}
