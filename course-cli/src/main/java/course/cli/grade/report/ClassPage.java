package course.cli.grade.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import course.cli.likeness.LooksLike;
import course.cli.words.Words;
import course.kit.report.Result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The page of the class: one file, which loads nothing and runs nothing. Who is where, what goes
 * wrong often, and the text of each failure.
 */
final class ClassPage {
    private static final int FAILURES_SHOWN = 12;
    private static final int MISTAKES_SHOWN = 20;

    private final List<String> lessons;
    private final List<Marks> all;
    private final List<Marks> judged;
    private final StringBuilder html = new StringBuilder();

    ClassPage(List<String> lessons, List<Marks> all) {
        this.lessons = lessons;
        this.all = all;
        this.judged = all.stream().filter(Marks::isJudged).toList();
    }

    String html() {
        html.setLength(0);
        add("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        add("<meta http-equiv=\"Content-Security-Policy\"");
        add(" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        add("<meta name=\"color-scheme\" content=\"light dark\">\n");
        add("<title>%s</title>\n<style>\n%s</style>\n</head>\n", words("title"), style());
        add("<body>\n<main>\n<h1>%s</h1>\n", words("title"));
        add("<p class=\"lead\">%s</p>\n", Plain.markup(Tables.sentence(all)));
        submissions();
        exercises();
        mistakes();
        details();
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    private void submissions() {
        add("<section>\n<h2>%s</h2>\n<table class=\"class\">\n<thead><tr>", words("submissions"));
        add("<th scope=\"col\">%s</th>", words("submission"));
        add("<th scope=\"col\" class=\"n\">%s</th>", words("points"));
        add("<th scope=\"col\" class=\"n\">%s</th>", words("done"));
        for (var lesson : lessons) {
            add(
                    "<th scope=\"col\" class=\"n\" title=\"%s\">%s</th>",
                    Plain.markup(lesson), Plain.markup(Tables.number(lesson)));
        }
        add("</tr></thead>\n<tbody>\n");
        for (var i = 0; i < all.size(); i++) {
            var one = all.get(i);
            add(
                    "<tr><th scope=\"row\"><a href=\"#s%s\"><bdi>%s</bdi></a></th>",
                    i, Plain.markup(one.name()));
            if (one.isJudged()) {
                cells(one);
            } else {
                add(
                        "<td class=\"defect\" colspan=\"%s\">%s</td>",
                        lessons.size() + 2, Plain.markup(Words.text("grade.defect", one.defect())));
            }
            add("</tr>\n");
        }
        add("</tbody>\n</table>\n</section>\n");
    }

    private void cells(Marks one) {
        add("<td class=\"n points\"><b>%s</b></td>", number(one.points()));
        add("<td class=\"n done\">%s/%s</td>", one.done(), one.marks().size());
        for (var lesson : lessons) {
            var percent = Marks.percent(one.of(lesson));
            add(
                    "<td class=\"n heat\" data-lesson=\"%s\" style=\"--p:%s\">%s</td>",
                    Plain.markup(Tables.number(lesson)),
                    percent.equals("-") ? "0" : percent,
                    percent);
        }
    }

    private void exercises() {
        if (judged.isEmpty()) {
            return;
        }
        add("<section>\n<h2>%s</h2>\n<p>%s</p>\n", words("exercises"), words("exercises.legend"));
        add("<table class=\"progress\">\n<tbody>\n");
        var count = judged.getFirst().marks().size();
        for (var i = 0; i < count; i++) {
            var at = i;
            var marks = judged.stream().map(one -> one.marks().get(at)).toList();
            var done = marks.stream().filter(Mark::isDone).count();
            var begun = marks.stream().filter(ClassPage::isBegun).count();
            add(
                    "<tr><th scope=\"row\">%s</th><td><span class=\"bar\" aria-hidden=\"true\">"
                            + "<i class=\"yes\" style=\"width:%s%%\"></i>"
                            + "<i class=\"part\" style=\"width:%s%%\"></i></span></td>"
                            + "<td class=\"n\">%s</td></tr>\n",
                    Plain.markup(marks.getFirst().heading()),
                    100 * done / marks.size(),
                    100 * begun / marks.size(),
                    Plain.markup(
                            Words.text("grade.page.of", done, begun, marks.size() - done - begun)));
        }
        add("</tbody>\n</table>\n</section>\n");
    }

    /** Not done, and neither untouched. */
    private static boolean isBegun(Mark mark) {
        var score = mark.exercise().score();
        return !mark.isDone()
                && (score.passed() + score.failed() + score.hung() > 0
                        || !mark.exercise().trouble().isEmpty());
    }

    private void mistakes() {
        var byMistake =
                new LinkedHashMap<String, List<Seen>>(
                        judged.stream()
                                .flatMap(one ->
                                        one.marks().stream()
                                                .filter(mark -> !mark.isDone())
                                                .flatMap(mark ->
                                                        mark.exercise().looksLike().stream()
                                                                .map(like ->
                                                                        new Seen(one, mark, like))))
                                .collect(groupingBy(Seen::key)));
        add("<section>\n<h2>%s</h2>\n", words("mistakes"));
        if (byMistake.isEmpty()) {
            add("<p>%s</p>\n", words("mistakes.none"));
        }
        byMistake.entrySet().stream()
                .sorted(
                        Comparator.comparingInt((Map.Entry<String, List<Seen>> one) ->
                                        one.getValue().size())
                                .reversed()
                                .thenComparing(Map.Entry::getKey))
                .limit(MISTAKES_SHOWN)
                .forEach(one -> mistake(one.getValue()));
        examples();
        add("</section>\n");
    }

    private void mistake(List<Seen> seen) {
        var first = seen.getFirst();
        add(
                "<div class=\"mistake\"><p><b class=\"count\">%s</b> <span class=\"id\">%s</span>"
                        + " <code>%s</code></p><p>%s</p><p class=\"who\">%s</p></div>\n",
                seen.size() + " ×",
                Plain.markup(first.mark().heading()),
                Plain.markup(first.like().mistake()),
                Plain.markup(first.like().inRealLife()),
                seen.stream().map(one -> link(one.submission())).collect(joining(", ")));
    }

    /** The examples that most of those have failed who have begun the exercise. */
    private void examples() {
        var failed = new LinkedHashMap<String, Integer>();
        for (var one : judged) {
            for (var mark : one.marks()) {
                for (var result : Tables.failed(mark.exercise().examples())) {
                    failed.merge(mark.exercise().id() + " " + result.example(), 1, Integer::sum);
                }
            }
        }
        var often =
                failed.entrySet().stream()
                        .filter(one -> one.getValue() > 1)
                        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                        .limit(MISTAKES_SHOWN)
                        .toList();
        if (often.isEmpty()) {
            return;
        }
        add("<h3>%s</h3>\n<ul class=\"often\">\n", words("examples"));
        often.forEach(one ->
                add(
                        "<li><b class=\"count\">%s ×</b> %s</li>\n",
                        one.getValue(), Plain.markup(Plain.line(one.getKey()))));
        add("</ul>\n");
    }

    private void details() {
        add("<section>\n<h2>%s</h2>\n", words("details"));
        for (var i = 0; i < all.size(); i++) {
            var one = all.get(i);
            add(
                    "<details id=\"s%s\"%s><summary><bdi>%s</bdi> <span"
                            + " class=\"sum\">%s</span></summary>\n",
                    i,
                    all.size() == 1 ? " open" : "",
                    Plain.markup(one.name()),
                    one.isJudged()
                            ? Plain.markup(
                                    Words.text(
                                            "grade.page.sum",
                                            Marks.rounded(one.points()).toPlainString(),
                                            Marks.rounded(one.outOf()).toPlainString(),
                                            one.done(),
                                            one.marks().size()))
                            : Plain.markup(Words.text("grade.defect", one.defect())));
            one.submission().notes().forEach(this::note);
            one.marks().forEach(this::mark);
            add("</details>\n");
        }
        add("</section>\n");
    }

    private void mark(Mark mark) {
        var exercise = mark.exercise();
        var kind = mark.isDone() ? "yes" : isBegun(mark) ? "no" : "new";
        add("<div class=\"exercise %s\"><h3>%s", kind, Plain.markup(mark.heading()));
        add(
                " <span class=\"sum\">%s</span></h3>\n",
                Plain.markup(
                        Words.text(
                                "grade.page.mark",
                                Marks.rounded(mark.points()).toPlainString(),
                                Marks.rounded(mark.outOf()).toPlainString(),
                                exercise.score().state())));
        if (mark.daysLate() > 0) {
            note(Words.text("grade.late", mark.daysLate()));
        }
        exercise.notes().forEach(this::note);
        if (!exercise.trouble().isEmpty()) {
            add("<pre>%s</pre>\n", Plain.markup(exercise.trouble().strip()));
        }
        if (!mark.isDone()) {
            exercise.looksLike()
                    .ifPresent(like ->
                            note(Words.text("run.looksLike", like.mistake(), like.inRealLife())));
        }
        var failed = Tables.failed(exercise.examples());
        failed.stream().limit(FAILURES_SHOWN).forEach(this::failure);
        if (failed.size() > FAILURES_SHOWN) {
            note(Words.text("grade.page.more", failed.size() - FAILURES_SHOWN));
        }
        add("</div>\n");
    }

    private void failure(Result one) {
        add(
                "<p class=\"example\"><b>%s</b> %s</p>\n<pre>%s</pre>\n",
                one.verdict(),
                Plain.markup(Plain.line(one.example())),
                Plain.markup(one.message().strip()));
    }

    private void note(String text) {
        add("<p class=\"note\">%s</p>\n", Plain.markup(text));
    }

    private String link(Marks one) {
        return "<a href=\"#s%s\"><bdi>%s</bdi></a>"
                .formatted(all.indexOf(one), Plain.markup(one.name()));
    }

    private static String number(double points) {
        return Marks.rounded(points).toPlainString();
    }

    private static String words(String key) {
        return Plain.markup(Words.text("grade.page." + key));
    }

    private static String style() {
        try (var css = ClassPage.class.getResourceAsStream("/course/cli/grade/class-page.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String text, Object... parts) {
        html.append(parts.length == 0 ? text : text.formatted(parts));
    }

    private record Seen(Marks submission, Mark mark, LooksLike like) {
        String key() {
            return mark.exercise().id() + " " + like.mistake();
        }
    }
}
