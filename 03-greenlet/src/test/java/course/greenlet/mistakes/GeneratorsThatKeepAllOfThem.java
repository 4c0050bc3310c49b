package course.greenlet.mistakes;

import course.greenlet.Greenlet;
import course.greenlet.Greenlets;
import course.kit.Mistake;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The map from greenlets to generators is filled and never emptied. Every loop that was left by
 * break keeps its function, with all that it used.
 */
@Mistake(killedBy = "whoIsForgottenIsCollected", saying = "can be collected as garbage")
final class GeneratorsThatKeepAllOfThem extends PlainGenerators {
    private final Map<Greenlet, Plain<?>> all = new ConcurrentHashMap<>();

    GeneratorsThatKeepAllOfThem(Greenlets greenlets) {
        super(greenlets);
    }

    @Override
    void remember(Plain<?> generator) {
        super.remember(generator);
        all.put(generator.greenlet, generator);
    }
}
