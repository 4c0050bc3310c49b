package course.loop.mistakes;

import course.kit.Mistake;

/**
 * Adds one without a lock. On the developer's machine the sum is right nearly always; in the yearly
 * accounts some entries are missing, and no run of the tests ever shows it.
 */
@Mistake(killedBy = "threadsCountEveryRun", saying = "two threads have read the same value")
final class ThreeModelsThatRaceForTheCounter extends PlainThreeModels {
    @Override
    void addOne(Counter counter) {
        counter.write(counter.read() + 1);
    }
}
