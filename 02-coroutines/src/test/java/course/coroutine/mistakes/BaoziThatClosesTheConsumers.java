package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

/**
 * Tidies up what is not its own. Whoever wants to go on with these consumers tomorrow finds them
 * ended.
 */
@Mistake(killedBy = "inTheEndTheConsumersWaitForMore", saying = "has ended")
final class BaoziThatClosesTheConsumers extends PlainBaozi {
    BaoziThatClosesTheConsumers(Coroutine.Factory coroutines) {
        super(coroutines);
    }

    @Override
    void rounds(int rounds) {
        super.rounds(rounds);
        consumers().forEach(Coroutine::close);
    }
}
