package course.cli.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.kit.report.Result;
import course.kit.report.Verdict;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What is written down of examples. */
class ScoreSheetTest {
    private final ScoreSheet sheet =
            new ScoreSheet(
                    List.of(
                            result("one", "one", Verdict.NOT_RUN),
                            result("forms", "forms [1] a", Verdict.NOT_RUN),
                            result("forms", "forms [2] b", Verdict.NOT_RUN)));

    private static Result result(String method, String example, Verdict verdict) {
        return new Result("3.1", "Greenlets", "GreenletsSpec", example, method, verdict, "", 1);
    }

    private List<Verdict> verdicts() {
        return sheet.results().stream().map(Result::verdict).toList();
    }

    @Test
    void nothingIsRunUntilItIsEntered() {
        assertThat(verdicts()).containsOnly(Verdict.NOT_RUN).hasSize(3);

        sheet.enter(result("one", "one", Verdict.PASSED));

        assertThat(verdicts()).containsExactly(Verdict.PASSED, Verdict.NOT_RUN, Verdict.NOT_RUN);
    }

    @Test
    void aFailureAfterwardsTakesNothingAway() {
        sheet.enter(result("one", "one", Verdict.PASSED));
        sheet.enter(result("one", "one", Verdict.FAILED));

        assertThat(verdicts().getFirst()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void whatPassesAtTheSecondTimeHasPassed() {
        sheet.enter(result("one", "one", Verdict.HUNG));
        sheet.enter(result("one", "one", Verdict.PASSED));

        assertThat(verdicts().getFirst()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void aParameterizedExampleThatFailsAsAWholeFailsInAllItsForms() {
        sheet.enter(result("forms", "forms [1] a", Verdict.PASSED));
        sheet.enter(result("forms", "forms", Verdict.FAILED));

        assertThat(verdicts()).containsExactly(Verdict.NOT_RUN, Verdict.PASSED, Verdict.FAILED);
    }

    @Test
    void anExampleThatNobodyKnowsIsWorthNothing() {
        assertThatThrownBy(() -> sheet.enter(result("forms", "forms [3] c", Verdict.PASSED)))
                .hasMessageContaining("the catalogue has no example \"forms [3] c\" of 3.1");
        assertThatThrownBy(() -> sheet.enter(result("two", "two", Verdict.FAILED)))
                .hasMessageContaining("the catalogue has no example");
        assertThat(verdicts()).containsOnly(Verdict.NOT_RUN);
    }
}
