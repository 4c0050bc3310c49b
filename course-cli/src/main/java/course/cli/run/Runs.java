package course.cli.run;

import course.cli.answer.Answer;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;

import java.io.IOException;
import java.util.List;

/** Runs answers, each in a JVM that stands by. */
public final class Runs implements AutoCloseable {
    private final Standbys standbys;

    /**
     * @param standBy how many JVMs stand by for the lesson that is worked at
     */
    public Runs(Workspace course, int standBy) {
        standbys = new Standbys(course, standBy);
    }

    /** Gets ready for runs of this exercise, in the background. */
    public void prepare(Exercise exercise) {
        Thread.ofPlatform()
                .daemon()
                .name("prepare")
                .start(() -> {
                    try {
                        standbys.prepare(exercise);
                        var answer = Answer.of(exercise);
                        if (answer.isThere()) {
                            standbys.compiler(exercise).compile(answer);
                        }
                    } catch (IOException toldByTheRun) {
                        // it meets the same
                    }
                });
    }

    /**
     * Begins to run an answer.
     *
     * @param first the methods of the examples that come first
     */
    public ExerciseRun start(
            Exercise exercise, Answer answer, List<String> first, RunListener listener) {
        var run = new ExerciseRun(exercise, answer, first, listener, standbys);
        Thread.ofPlatform().daemon().name("run " + exercise.id()).start(run::run);
        return run;
    }

    @Override
    public void close() {
        standbys.close();
    }
}
