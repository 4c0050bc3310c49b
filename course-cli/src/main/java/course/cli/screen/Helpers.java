package course.cli.screen;

import course.cli.workspace.Exercise;

/** What a learner can ask for besides running. Each returns the text to show. */
public interface Helpers {

    /** The next rung of the ladder. */
    String hint(Exercise exercise);

    /** The difference to the reference. */
    String answer(Exercise exercise);

    /** The stub is put back, and what was there is kept. */
    String reset(Exercise exercise);

    /** What was kept last is put back. */
    String undo();

    /** Opens the page in a browser. */
    String page();

    /** Where the page is; empty if there is none. */
    String pageAddress();
}
