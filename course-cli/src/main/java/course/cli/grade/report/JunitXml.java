package course.cli.grade.report;

import course.kit.report.Result;
import course.kit.report.Verdict;

import java.util.Locale;

/** A submission as JUnit XML: a suite for each exercise, a case for each example. */
final class JunitXml {
    private JunitXml() {}

    static String of(Marks one) {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        text.append("<testsuites name=\"%s\">\n".formatted(attribute(one.name())));
        if (!one.isJudged()) {
            text.append(
                    "  <testsuite name=\"grading\" tests=\"1\" failures=\"0\" errors=\"1\""
                            + " skipped=\"0\">\n");
            text.append("    <testcase classname=\"grading\" name=\"judged\">\n");
            text.append(
                    "      <error type=\"not judged\" message=\"%s\"/>\n"
                            .formatted(attribute(one.defect())));
            text.append("    </testcase>\n  </testsuite>\n");
        }
        one.marks().forEach(mark -> suite(mark, text));
        return text.append("</testsuites>\n").toString();
    }

    private static void suite(Mark mark, StringBuilder text) {
        var examples = mark.exercise().examples();
        var failures = examples.stream().filter(one -> isFailure(one.verdict())).count();
        var skipped = examples.stream().filter(one -> one.verdict() == Verdict.SKIPPED).count();
        text.append(
                "  <testsuite name=\"%s\" tests=\"%s\" failures=\"%s\" errors=\"0\" skipped=\"%s\" time=\"%s\">\n"
                        .formatted(
                                attribute(mark.heading()),
                                examples.size(),
                                failures,
                                skipped,
                                seconds(mark.exercise().seconds())));
        examples.forEach(one -> testCase(one, mark.exercise().trouble(), text));
        if (!mark.exercise().notes().isEmpty()) {
            text.append(
                    "    <system-out>%s</system-out>\n"
                            .formatted(Plain.markup(String.join("\n", mark.exercise().notes()))));
        }
        text.append("  </testsuite>\n");
    }

    private static void testCase(Result one, String trouble, StringBuilder text) {
        text.append(
                "    <testcase classname=\"%s\" name=\"%s\" time=\"%s\""
                        .formatted(
                                attribute(one.spec()),
                                attribute(one.example()),
                                seconds(one.seconds())));
        if (one.verdict() == Verdict.PASSED) {
            text.append("/>\n");
            return;
        }
        var message = one.message().isEmpty() ? trouble : one.message();
        var first = Plain.text(message).lines().findFirst().orElse("");
        var head = one.verdict() + (first.isEmpty() ? "" : ": " + first);
        if (one.verdict() == Verdict.SKIPPED) {
            text.append(">\n      <skipped message=\"%s\"/>\n".formatted(attribute(head)));
        } else {
            text.append(
                    ">\n      <failure type=\"%s\" message=\"%s\">%s</failure>\n"
                            .formatted(one.verdict(), attribute(head), Plain.markup(message)));
        }
        text.append("    </testcase>\n");
    }

    private static boolean isFailure(Verdict verdict) {
        return verdict != Verdict.PASSED && verdict != Verdict.SKIPPED;
    }

    private static String attribute(String text) {
        return Plain.markup(Plain.line(text));
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }
}
