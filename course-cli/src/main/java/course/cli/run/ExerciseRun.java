package course.cli.run;

import course.cli.answer.Answer;
import course.cli.words.Words;
import course.cli.workspace.Exercise;
import course.kit.standby.Message;
import course.kit.standby.Request;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** One run of an answer. */
public final class ExerciseRun {
    private static final long TO_BEGIN = 60;

    private final Exercise exercise;
    private final Answer answer;
    private final List<String> first;
    private final RunListener listener;
    private final Standbys standbys;
    private final Heard heard = new Heard();
    private StandbyJvm jvm;
    private boolean cancelled;

    ExerciseRun(
            Exercise exercise,
            Answer answer,
            List<String> first,
            RunListener listener,
            Standbys standbys) {
        this.exercise = exercise;
        this.answer = answer;
        this.first = first;
        this.listener = listener;
        this.standbys = standbys;
    }

    /** Ends it at once; nothing more is heard of it but what is being told at this moment. */
    public synchronized void cancel() {
        cancelled = true;
        if (jvm != null) {
            jvm.close();
        }
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    private synchronized boolean gets(StandbyJvm taken) {
        if (cancelled) {
            taken.close();
            return false;
        }
        jvm = taken;
        return true;
    }

    void run() {
        var trouble = troubleOfRun();
        if (!isCancelled()) {
            cancel();
            standbys.fill();
            var results = trouble.isEmpty() ? heard.results() : List.<ExampleResult>of();
            listener.runEnds(new Outcome(exercise, answer, trouble, results));
        }
    }

    private String troubleOfRun() {
        if (!answer.isThere()) {
            return Words.text("run.noFile", exercise.source().getFileName(), exercise.id());
        }
        try {
            var compiled = standbys.compiler(exercise).compile(answer);
            if (!compiled.compilation().succeeded()) {
                return compiled.compilation().toString();
            }
            return isCancelled() ? "" : troubleOfJvm(compiled.classes());
        } catch (IOException e) {
            return e.getMessage();
        } catch (CompletionException e) {
            return String.valueOf(e.getCause().getMessage());
        } catch (RuntimeException defect) {
            return Words.text("run.defect", defect);
        }
    }

    private String troubleOfJvm(Map<String, byte[]> classes) throws IOException {
        var taken = standbys.take(exercise);
        if (!gets(taken)) {
            return "";
        }
        taken.ready().orTimeout(TO_BEGIN, TimeUnit.SECONDS).join();
        taken.run(new Request(exercise.spec(), exercise.id(), first), classes);
        listen(taken);
        return heard.isEmpty() ? Words.text("run.jvmEnded", taken.rawOutput()) : "";
    }

    private void listen(StandbyJvm taken) throws IOException {
        var patience = TO_BEGIN;
        try {
            while (!heard.isComplete()) {
                var message = taken.next(patience);
                if (message == null) {
                    heard.jvmEnded(taken.rawOutput());
                    return;
                }
                if (message.kind() == Message.Kind.RUN_BEGINS) {
                    patience = message.seconds();
                }
                if (!isCancelled()) {
                    heard.hear(message, listener);
                }
            }
        } catch (SocketTimeoutException e) {
            heard.fellSilent(patience);
        }
    }
}
