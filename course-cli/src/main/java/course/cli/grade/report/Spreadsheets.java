package course.cli.grade.report;

import course.cli.words.Words;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code grades.csv}, and the worksheet that Moodle takes. */
final class Spreadsheets {
    /** As Moodle names what it lets one download: {@code Full Name_1234_assignsubmission_file_}. */
    private static final Pattern MOODLE =
            Pattern.compile("(?<name>.*)_(?<id>\\d+)_assignsubmission_file.*", Pattern.DOTALL);

    private Spreadsheets() {}

    /** A line for each submission; what could not be judged has empty cells and says why. */
    static String grades(List<Marks> all) {
        var exercises =
                all.stream()
                        .filter(Marks::isJudged)
                        .findFirst()
                        .map(one -> one.marks().stream().map(mark -> mark.exercise().id()).toList())
                        .orElse(List.of());
        var csv = new Csv();
        csv.row(
                Stream.concat(
                                Stream.of(
                                        "submission",
                                        "points",
                                        "out of",
                                        "done",
                                        "days late",
                                        "error",
                                        "sandbox"),
                                exercises.stream())
                        .toArray());
        for (var one : all) {
            var cells = new ArrayList<Object>();
            cells.add(one.submission().name());
            if (one.isJudged()) {
                cells.add(number(one.points()));
                cells.add(number(one.outOf()));
                cells.add(one.done());
                cells.add(one.marks().stream().mapToLong(Mark::daysLate).max().orElse(0));
                cells.add("");
                cells.add(one.submission().sandbox());
                one.marks()
                        .forEach(mark -> cells.add(mark.outOf() == 0 ? "" : number(mark.points())));
            } else {
                cells.addAll(List.of("", "", "", "", one.defect(), one.submission().sandbox()));
                exercises.forEach(none -> cells.add(""));
            }
            csv.row(cells.toArray());
        }
        return csv.toString();
    }

    /**
     * Moodle finds the learner by {@code Identifier}, wants all of these columns, and leaves a
     * grade as it is where the cell is empty.
     */
    static String moodle(List<Marks> all) {
        var csv = new Csv();
        csv.row(
                "Identifier",
                "Full name",
                "Grade",
                "Maximum Grade",
                "Last modified (grade)",
                "Feedback comments");
        for (var one : all) {
            var name = MOODLE.matcher(one.submission().name());
            var known = name.matches();
            csv.row(
                    known ? "Participant " + name.group("id") : one.submission().name(),
                    known ? name.group("name") : one.submission().name(),
                    one.isJudged() ? number(one.points()) : "",
                    one.isJudged() ? number(one.outOf()) : "",
                    "",
                    one.isJudged() ? feedback(one) : "");
        }
        return csv.toString();
    }

    private static String feedback(Marks one) {
        var text = new StringBuilder(Words.text("grade.feedback", one.done(), one.marks().size()));
        one.marks().stream()
                .filter(mark -> !mark.isDone())
                .forEach(mark ->
                        text.append('\n')
                                .append(mark.heading())
                                .append(": ")
                                .append(Plain.line(mark.state())));
        return text.toString();
    }

    private static Object number(double points) {
        return Marks.rounded(points);
    }
}
