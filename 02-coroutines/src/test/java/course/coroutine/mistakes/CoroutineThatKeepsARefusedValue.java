package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * The value is put into its field before it is clear whether it may be sent. What another thread,
 * or the body itself, has sent in vain comes in with the next call, which sends nothing.
 */
@Mistake(killedBy = "reentryIsRefusedAndTheBodyGoesOn", saying = "heard a")
final class CoroutineThatKeepsARefusedValue<I, O, R> extends PlainCoroutine<I, O, R> {
    private I kept;

    CoroutineThatKeepsARefusedValue(Body<I, O, R> body) {
        super(body);
    }

    @Override
    public Step<O, R> send(I value) {
        if (value != null) {
            kept = value;
        }
        return super.send(value);
    }

    @Override
    I answered(I value) {
        var answer = kept;
        kept = null;
        return answer;
    }
}
