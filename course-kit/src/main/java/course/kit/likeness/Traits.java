package course.kit.likeness;

import course.kit.report.Result;
import course.kit.report.Verdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of an answer by its run: of each example that came to a verdict, a print of what it
 * said, or {@code PASSED}. An example that is to do, was skipped or did not run tells nothing.
 */
public record Traits(Map<ExampleName, String> prints) {
    public static final String PASSED = "";

    private static final int LONGEST = 200;

    public static Traits of(List<Result> results) {
        var prints = new LinkedHashMap<ExampleName, String>();
        for (var result : results) {
            if (result.verdict() == Verdict.PASSED) {
                prints.put(ExampleName.of(result), PASSED);
            } else if (result.verdict() == Verdict.FAILED || result.verdict() == Verdict.HUNG) {
                prints.put(ExampleName.of(result), print(result.message()));
            }
        }
        return new Traits(prints);
    }

    public boolean isRejectedBy(ExampleName example) {
        return !prints.getOrDefault(example, PASSED).equals(PASSED);
    }

    /** The same for two messages that differ in numbers only, or in the names of the answers. */
    static String print(String message) {
        var line = message.strip().lines().findFirst().orElse("");
        var told =
                line.substring(0, Math.min(LONGEST, line.length()))
                        .replaceAll("[0-9]+([.,][0-9]+)*", "0")
                        .replaceAll(
                                "\\b(Exercise|Reference|Plain)\\w+|\\b[A-Z]\\w*(That|With|Without)[A-Z]\\w*",
                                "Answer");
        return "%08x".formatted(told.hashCode());
    }
}
