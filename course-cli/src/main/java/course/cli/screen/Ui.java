package course.cli.screen;

import course.cli.watch.View;

/** Where a learner sees a session. */
public interface Ui extends AutoCloseable {

    void show(View view);

    /** Whatever it has changed is as it was before. */
    @Override
    void close();
}
