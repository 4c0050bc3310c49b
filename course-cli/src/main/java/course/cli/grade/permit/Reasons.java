package course.cli.grade.permit;

import java.util.ArrayList;
import java.util.List;

/** Why something may not be used, in words for who has used it. */
final class Reasons {
    static final String OTHER_PACKAGE = "an answer is in its exercise's own package";
    static final String NATIVE = "an answer may not have native methods";
    static final String FINALIZER = "an answer may not have finalizers; close() does such work";
    static final String EQUALS =
            "an answer may not say itself what is equal; a record says it by its components";

    private static final String OTHERS =
            "that is not among what the answers to this lesson may use; if you need it, ask your"
                    + " instructor";

    private static final List<Reason> REASONS = read();

    private record Reason(String words, List<Rule> rules) {}

    private Reasons() {}

    /** Reasons at the beginning of a line, and below each what it is about. */
    private static List<Reason> read() {
        var reasons = new ArrayList<Reason>();
        for (var line : Permits.linesOf("reasons.txt")) {
            if (!line.startsWith(" ")) {
                reasons.add(new Reason(line, new ArrayList<>()));
                continue;
            }
            for (var rule : line.strip().split(" ")) {
                reasons.getLast().rules().add(Rule.of(rule));
            }
        }
        return reasons;
    }

    static String of(String className) {
        return REASONS.stream()
                .filter(reason ->
                        reason.rules().stream().anyMatch(rule -> rule.isAboutAllOf(className)))
                .findFirst()
                .map(Reason::words)
                .orElse(OTHERS);
    }

    static String of(Member member) {
        return REASONS.stream()
                .filter(reason ->
                        reason.rules().stream()
                                .anyMatch(rule -> rule.isAbout(member.owner(), member)))
                .findFirst()
                .map(Reason::words)
                .orElse(OTHERS);
    }
}
