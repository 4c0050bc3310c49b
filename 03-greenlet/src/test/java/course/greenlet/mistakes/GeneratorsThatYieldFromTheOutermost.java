package course.greenlet.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;

/**
 * One variable says which generator is running, and the first one to run stays in it. Right, until
 * a generator uses another: then the inner one's values come out of the outer one.
 */
@Mistake(
        killedBy = "aYieldBelongsToTheInnermostGenerator",
        saying = "ten times what an inner generator yields")
final class GeneratorsThatYieldFromTheOutermost extends PlainGenerators {
    GeneratorsThatYieldFromTheOutermost(Greenlets greenlets) {
        super(greenlets);
    }

    @Override
    void handOut(Plain<?> inner, Plain<?> outer, Object value) {
        var outermost = outer;
        while (running.containsKey(outermost.asker)) {
            outermost = generatorOf(outermost.asker);
        }
        super.handOut(inner, outermost, value);
    }
}
