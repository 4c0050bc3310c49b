package course.cli.grade;

import course.cli.grade.jvm.JvmSettings;
import course.kit.report.Result;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a submission's answer to one exercise has come to, so far. */
final class Judgement {
    private final List<Result> examples;
    private final String trouble;
    private final List<String> notes = new ArrayList<>();
    private final ExerciseJudge judge;

    private Judgement(List<Result> examples, String trouble, ExerciseJudge judge) {
        this.examples = examples;
        this.trouble = trouble;
        this.judge = judge;
    }

    /** There was nothing to run. */
    static Judgement without(List<Result> examples, String trouble) {
        return new Judgement(examples, trouble, null);
    }

    /**
     * @param judge who may judge the same answer of another submission, too
     */
    static Judgement of(ExerciseJudge judge) {
        return new Judgement(List.of(), "", judge);
    }

    Judgement note(String text) {
        notes.add(text);
        return this;
    }

    boolean isDoubtful() {
        return judge != null && judge.isDoubtful();
    }

    void tryAgain(JvmSettings settings) throws IOException, InterruptedException {
        if (judge != null) {
            judge.tryAgain(settings);
        }
    }

    List<Result> examples() {
        return judge == null ? examples : judge.examples();
    }

    String trouble() {
        return judge == null ? trouble : judge.trouble();
    }

    List<String> notes() {
        var all = new ArrayList<>(notes);
        if (judge != null) {
            all.addAll(judge.notes());
        }
        return all;
    }

    double seconds() {
        return judge == null ? 0 : judge.seconds();
    }
}
