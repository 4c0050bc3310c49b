package course.cli.grade.report;

import course.cli.words.Words;

import java.util.List;

/** For the summary of a job of GitHub Actions, in Markdown. */
final class Summary {
    private Summary() {}

    static String of(List<String> lessons, List<Marks> all) {
        return (all.size() == 1 ? ofOne(all.getFirst()) : ofClass(lessons, all))
                + "\n"
                + Plain.markdown(Tables.sentence(all))
                + "\n";
    }

    private static String ofOne(Marks one) {
        if (!one.isJudged()) {
            return "**%s**\n".formatted(Plain.markdown(Words.text("grade.defect", one.defect())));
        }
        var text = new StringBuilder("| exercise | points | passed | |\n|---|--:|--:|---|\n");
        for (var mark : one.marks()) {
            var score = mark.exercise().score();
            text.append(
                    "| %s | %s of %s | %s of %s | %s |\n"
                            .formatted(
                                    Plain.markdown(mark.heading()),
                                    Marks.rounded(mark.points()).toPlainString(),
                                    Marks.rounded(mark.outOf()).toPlainString(),
                                    score.passed(),
                                    score.counted(),
                                    Plain.markdown(mark.state())));
        }
        return text.toString();
    }

    private static String ofClass(List<String> lessons, List<Marks> all) {
        var text = new StringBuilder("| submission | points | done |");
        lessons.forEach(lesson -> text.append(" %s |".formatted(Tables.number(lesson))));
        text.append("\n|---|--:|--:|").append("--:|".repeat(lessons.size())).append('\n');
        for (var one : all) {
            text.append("| %s |".formatted(Plain.markdown(one.name())));
            if (one.isJudged()) {
                text.append(
                        " %s | %s |"
                                .formatted(
                                        Marks.rounded(one.points()).toPlainString(), one.done()));
                lessons.forEach(
                        lesson -> text.append(" %s |".formatted(Marks.percent(one.of(lesson)))));
            } else {
                text.append(
                        " | %s |%s"
                                .formatted(
                                        Plain.markdown(Words.text("grade.defect", one.defect())),
                                        " |".repeat(lessons.size())));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
