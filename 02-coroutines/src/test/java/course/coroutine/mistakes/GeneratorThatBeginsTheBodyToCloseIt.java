package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Closes one that has not begun like any other: it runs the body, to its first yield, to throw the
 * exit there. It opens the file only to close it.
 */
@Mistake(killedBy = "closedBeforeItHasBegunNothingOfItRuns", saying = "clean up")
final class GeneratorThatBeginsTheBodyToCloseIt<T> extends PlainGenerator<T> {
    GeneratorThatBeginsTheBodyToCloseIt(Body<T> body) {
        super(body);
    }

    @Override
    void closeUnstarted() {
        hasNext();
        exit();
    }
}
