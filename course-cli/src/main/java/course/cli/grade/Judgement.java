package course.cli.grade;

import course.cli.grade.jvm.JvmSettings;
import course.kit.report.Result;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a submission's answer to one exercise has come to, so far. */
final class Judgement {
    private final ScoreSheet sheet;
    private final String trouble;
    private final List<String> notes = new ArrayList<>();
    private final ExerciseJudge judge;

    private Judgement(ScoreSheet sheet, String trouble, ExerciseJudge judge) {
        this.sheet = sheet;
        this.trouble = trouble;
        this.judge = judge;
    }

    /** There was nothing to run. */
    static Judgement without(ScoreSheet sheet, String trouble) {
        return new Judgement(sheet, trouble, null);
    }

    /**
     * @param judge who may judge the same answer of another submission, too
     */
    static Judgement of(ExerciseJudge judge) {
        return new Judgement(judge.sheet(), "", judge);
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
        return sheet.results();
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
