package course.cli.grade.report;

import course.cli.words.Words;
import course.kit.report.Result;
import course.kit.report.Verdict;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is printed. */
final class Tables {
    private static final int WIDEST_NAME = 40;

    private Tables() {}

    static String ofClass(List<String> lessons, List<Marks> all) {
        var width = all.stream().mapToInt(one -> shown(one).length()).max().orElse(0);
        width = Math.max(width, Words.text("grade.submission").length());
        var text = new StringBuilder();
        text.append(padded(Words.text("grade.submission"), width))
                .append("  ")
                .append(right(Words.text("grade.points"), 7))
                .append(right(Words.text("grade.done"), 8));
        for (var lesson : lessons) {
            text.append(right(number(lesson), 5));
        }
        text.append('\n');
        for (var one : all) {
            text.append(padded(shown(one), width)).append("  ");
            if (one.isJudged()) {
                text.append(right(Marks.rounded(one.points()).toPlainString(), 7))
                        .append(right(one.done() + "/" + one.marks().size(), 8));
                for (var lesson : lessons) {
                    text.append(right(Marks.percent(one.of(lesson)), 5));
                }
            } else {
                text.append(Words.text("grade.defect", one.defect()));
            }
            text.append('\n');
        }
        return text.append(sentence(all)).append('\n').toString();
    }

    /** Such as "30 submissions, 29 judged, mean 61.2 of 100 points; sandbox: bubblewrap." */
    static String sentence(List<Marks> all) {
        var judged = all.stream().filter(Marks::isJudged).toList();
        var mean = judged.stream().mapToDouble(Marks::points).average().orElse(0);
        var outOf = judged.stream().mapToDouble(Marks::outOf).max().orElse(0);
        return Words.text(
                "grade.sentence",
                all.size(),
                judged.size(),
                Marks.rounded(mean).toPlainString(),
                Marks.rounded(outOf).toPlainString(),
                sandboxes(all));
    }

    static String sandboxes(List<Marks> all) {
        var names =
                all.stream()
                        .map(one -> Plain.line(one.submission().sandbox()))
                        .filter(one -> !one.isBlank())
                        .distinct()
                        .collect(Collectors.joining("; "));
        return names.isEmpty() ? Words.text("grade.sandbox.unknown") : names;
    }

    static String ofSubmission(Marks one) {
        if (!one.isJudged()) {
            return one.name() + ": " + Words.text("grade.defect", one.defect()) + "\n";
        }
        var width = one.marks().stream().mapToInt(mark -> mark.heading().length()).max().orElse(0);
        var text = new StringBuilder(one.name()).append('\n');
        for (var mark : one.marks()) {
            var score = mark.exercise().score();
            text.append(
                    "  %s %s %4s of %-4s %s%s%n"
                            .formatted(
                                    mark.heading(),
                                    ".".repeat(width - mark.heading().length() + 2),
                                    score.passed(),
                                    score.counted(),
                                    Plain.line(mark.state()),
                                    late(mark)));
        }
        one.submission()
                .notes()
                .forEach(note -> text.append("  ").append(Plain.line(note)).append('\n'));
        text.append(
                "  %s%n"
                        .formatted(
                                Words.text(
                                        "grade.total",
                                        Marks.rounded(one.points()).toPlainString(),
                                        Marks.rounded(one.outOf()).toPlainString(),
                                        one.done(),
                                        one.marks().size(),
                                        Plain.line(one.submission().sandbox()))));
        return text.toString();
    }

    private static String late(Mark mark) {
        return mark.daysLate() == 0 ? "" : "; " + Words.text("grade.late", mark.daysLate());
    }

    /** All that a learner needs to go on with an exercise. */
    static String failures(Mark mark) {
        var text = new StringBuilder();
        var exercise = mark.exercise();
        if (mark.daysLate() > 0) {
            text.append(Words.text("grade.late", mark.daysLate())).append('\n');
        }
        exercise.notes().forEach(note -> text.append(Plain.text(note)).append('\n'));
        if (!exercise.trouble().isEmpty()) {
            text.append(Plain.text(exercise.trouble()).stripTrailing()).append('\n');
        }
        for (var failed : failed(exercise.examples())) {
            text.append(failure(failed)).append('\n');
        }
        if (!mark.isDone() && exercise.trouble().isEmpty()) {
            exercise.looksLike()
                    .ifPresent(like ->
                            text.append(
                                            Words.text(
                                                    "run.looksLike",
                                                    like.mistake(),
                                                    like.inRealLife()))
                                    .append('\n'));
        }
        return text.append(mark.exercise().score().state()).append('\n').toString();
    }

    static String failure(Result one) {
        return "%s: %s\n%s"
                .formatted(
                        one.verdict(),
                        Plain.line(one.example()),
                        Plain.text(one.message()).strip().indent(2).stripTrailing());
    }

    /** Failed and hung. */
    static List<Result> failed(List<Result> examples) {
        return examples.stream()
                .filter(one -> one.verdict() == Verdict.FAILED || one.verdict() == Verdict.HUNG)
                .toList();
    }

    /** {@code 05} of {@code 05-select-server}. */
    static String number(String lesson) {
        return lesson.replaceFirst("-.*", "");
    }

    private static String shown(Marks one) {
        var name = one.name();
        return name.length() <= WIDEST_NAME ? name : name.substring(0, WIDEST_NAME - 3) + "...";
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String right(String text, int width) {
        return String.format(Locale.ROOT, "%" + width + "s", text);
    }
}
