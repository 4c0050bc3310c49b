package course.coroutine.mistakes;

import course.kit.Mistake;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a list of all that were made, to be able to close them some day. A program that makes many
 * and ends few runs out of memory.
 */
@Mistake(
        killedBy = "whatNobodyRefersToIsCollectedAndItsFinallyDoesNotRun",
        saying = "something of yours refers to it")
final class GeneratorThatIsRegistered<T> extends PlainGenerator<T> {
    GeneratorThatIsRegistered(Body<T> body) {
        super(body);
    }

    private static final List<Object> ALL = new ArrayList<>();

    @Override
    void begun() {
        ALL.add(this);
    }
}
