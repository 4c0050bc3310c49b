package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Takes an interrupt for a time that has passed. The server is asked to stop, and selects again.
 */
@Mistake(killedBy = "anInterruptEndsTheWait", saying = "throws InterruptedException")
final class SelectorThatSwallowsInterrupts extends PlainSelector {
    SelectorThatSwallowsInterrupts(Backend backend) {
        super(backend);
    }

    @Override
    public List<Ready> select(Duration timeout) throws IOException {
        try {
            return super.select(timeout);
        } catch (InterruptedException e) {
            return List.of();
        }
    }
}
