package course.loop.mistakes;

import course.kit.Mistake;

/**
 * Counts in a variable of its own, and adds the sum when a task is done. The progress bar stands at
 * 0 % for an hour, and then jumps.
 */
@Mistake(
        killedBy = "eachRunAddsOneToWhatTheCounterHolds",
        saying = "one is added each time that a task has run")
final class ThreeModelsThatCountAtTheEnd extends PlainThreeModels {
    @Override
    void carryOut(Task task, Counter counter) {
        var own = new int[1];
        super.carryOut(
                task,
                new Counter() {
                    @Override
                    public int read() {
                        return own[0];
                    }

                    @Override
                    public void write(int value) {
                        own[0] = value;
                    }
                });
        synchronized (counter) {
            counter.write(counter.read() + own[0]);
        }
    }
}
