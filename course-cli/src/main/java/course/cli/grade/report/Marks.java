package course.cli.grade.report;

import course.cli.grade.result.GradedSubmission;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a submission has earned; nothing at all, not even 0, where it could not be judged. */
record Marks(GradedSubmission submission, List<Mark> marks) {

    static Marks of(GradedSubmission submission, Scheme scheme, Optional<Instant> handedIn) {
        var whole =
                submission.exercises().stream()
                        .filter(one -> one.score().counted() > 0)
                        .mapToDouble(one -> scheme.weight(one.id()))
                        .sum();
        return new Marks(
                submission,
                submission.exercises().stream()
                        .map(one -> {
                            var score = one.score();
                            if (score.counted() == 0 || whole == 0) {
                                return new Mark(one, 0, 0, 0);
                            }
                            var outOf = scheme.points() * scheme.weight(one.id()) / whole;
                            var late = scheme.daysLate(one.id(), submission.name(), handedIn);
                            var part = (double) score.passed() / score.counted();
                            return new Mark(one, outOf * part * scheme.left(late), outOf, late);
                        })
                        .toList());
    }

    String name() {
        return Plain.line(submission.name());
    }

    boolean isJudged() {
        return submission.isJudged();
    }

    String defect() {
        return submission.defect().map(Plain::line).orElse("");
    }

    double points() {
        return marks.stream().mapToDouble(Mark::points).sum();
    }

    double outOf() {
        return marks.stream().mapToDouble(Mark::outOf).sum();
    }

    long done() {
        return marks.stream().filter(Mark::isDone).count();
    }

    List<Mark> of(String lesson) {
        return marks.stream().filter(mark -> mark.lesson().equals(lesson)).toList();
    }

    /** Of what can be earned in some exercises; "-" where that is nothing. */
    static String percent(List<Mark> marks) {
        var outOf = marks.stream().mapToDouble(Mark::outOf).sum();
        var points = marks.stream().mapToDouble(Mark::points).sum();
        return outOf == 0 ? "-" : String.valueOf((int) (100 * points / outOf + 1e-9));
    }

    /** With two decimals at most; what is not whole is never rounded up to it. */
    static BigDecimal rounded(double points) {
        var rounded = new BigDecimal(points + 1e-9).setScale(2, RoundingMode.FLOOR);
        return rounded.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(rounded.stripTrailingZeros().toPlainString());
    }
}
