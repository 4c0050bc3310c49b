package course.cli.likeness;

import course.kit.likeness.ExampleName;
import course.kit.likeness.Traits;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much an answer is like each mistake of a gallery: what rejects both, weighed against what
 * rejects one of them. An example that rejects few mistakes weighs more than one that rejects most.
 */
public final class Likeness {
    /** In other words than the mistake's, a rejection is half as telling. */
    private static final double OTHER_WORDS = 0.5;

    /** Below that, an answer is like none. */
    private static final double CLOSE = 0.5;

    private final Map<String, Traits> mistakes;
    private final Map<ExampleName, Double> weights = new HashMap<>();

    /**
     * @param score from 0 to 1
     */
    public record Match(String mistake, double score) {}

    public Likeness(Map<String, Traits> mistakes) {
        this.mistakes = mistakes;
        var rejected = new HashMap<ExampleName, Integer>();
        for (var traits : mistakes.values()) {
            for (var example : traits.prints().keySet()) {
                rejected.merge(example, traits.isRejectedBy(example) ? 1 : 0, Integer::sum);
            }
        }
        rejected.forEach((example, count) ->
                weights.put(
                        example, Math.log((mistakes.size() + 2.0) / (Math.max(count, 1) + 0.5))));
    }

    /** The mistakes that an answer is like, the likest first; none if it is like none. */
    public List<Match> matches(Traits answer) {
        return mistakes.entrySet().stream()
                .map(one -> new Match(one.getKey(), score(answer, one.getValue())))
                .filter(match -> match.score() >= CLOSE)
                .sorted(
                        Comparator.comparingDouble(Match::score)
                                .reversed()
                                .thenComparing(Match::mistake))
                .toList();
    }

    private double score(Traits answer, Traits mistake) {
        var both = 0.0;
        var either = 0.0;
        for (var example : answer.prints().keySet()) {
            if (!mistake.prints().containsKey(example)) {
                continue;
            }
            var weight = weights.get(example);
            var answers = answer.isRejectedBy(example);
            var mistakes = mistake.isRejectedBy(example);
            if (answers || mistakes) {
                either += weight;
            }
            if (answers && mistakes) {
                var same = answer.prints().get(example).equals(mistake.prints().get(example));
                both += weight * (same ? 1 : OTHER_WORDS);
            }
        }
        return either == 0 ? 0 : both / either;
    }
}
