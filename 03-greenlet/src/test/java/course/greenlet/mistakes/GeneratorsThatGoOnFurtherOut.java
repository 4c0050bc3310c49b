package course.greenlet.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;

/**
 * After a yield past several generators, the next step goes on in the outermost of them. Its
 * switch, which waited for the inner one, returns with nothing, and the inner one never goes on.
 */
@Mistake(killedBy = "aYieldMayLeaveSeveralGenerators", saying = "what comes out of two generators")
final class GeneratorsThatGoOnFurtherOut extends PlainGenerators {
    GeneratorsThatGoOnFurtherOut(Greenlets greenlets) {
        super(greenlets);
    }

    @Override
    void handOut(Plain<?> inner, Plain<?> outer, Object value) {
        super.handOut(outer, outer, value);
    }
}
