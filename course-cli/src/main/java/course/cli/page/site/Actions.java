package course.cli.page.site;

import course.cli.workspace.Exercise;

import java.io.IOException;

/** All that the page can have done. */
public interface Actions {

    /** Runs it, and shows it on the screen as well. */
    void run(Exercise exercise);

    /** Shows one more hint for what is to do next. */
    void hint(Exercise exercise) throws IOException;

    /** Puts the stub back; what was there is kept. */
    void reset(Exercise exercise) throws IOException;
}
