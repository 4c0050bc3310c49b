package course.cli.grade;

import course.kit.report.Result;
import course.kit.report.Verdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** All examples of an exercise, not run until the grader writes down what they came to. */
final class ScoreSheet {
    private final Map<Key, Result> results = new LinkedHashMap<>();

    private record Key(String spec, String method, String example) {
        static Key of(Result result) {
            return new Key(result.spec(), result.method(), result.example());
        }

        boolean isOfMethod(Result result) {
            return spec.equals(result.spec()) && method.equals(result.method());
        }
    }

    /**
     * @param notRun all of them, as the catalogue has them
     */
    ScoreSheet(List<Result> notRun) {
        notRun.forEach(one -> results.put(Key.of(one), one));
    }

    List<Result> results() {
        return List.copyOf(results.values());
    }

    /**
     * Of a parameterized example that has failed as a whole, each form is meant that has not been
     * run.
     *
     * @throws IllegalStateException if the catalogue has none of that name
     */
    void enter(Result result) {
        var key = Key.of(result);
        if (results.containsKey(key)) {
            results.put(key, better(results.get(key), result));
            return;
        }
        var forms = results.keySet().stream().filter(one -> one.isOfMethod(result)).toList();
        if (forms.isEmpty() || result.verdict() == Verdict.PASSED) {
            throw new IllegalStateException(
                    "the catalogue has no example \"%s\" of %s"
                            .formatted(result.example(), result.exercise()));
        }
        for (var form : forms) {
            if (results.get(form).verdict() == Verdict.NOT_RUN) {
                results.computeIfPresent(
                        form,
                        (same, now) ->
                                now.with(result.verdict(), result.message(), result.seconds()));
            }
        }
    }

    private static Result better(Result before, Result now) {
        return before.verdict() == Verdict.PASSED || now.verdict() == Verdict.NOT_RUN
                ? before
                : now;
    }

    /** The methods with such an example. */
    List<String> methods(Predicate<Result> wanted) {
        return results.values().stream().filter(wanted).map(Result::method).distinct().toList();
    }

    int count(Predicate<Result> wanted) {
        return (int) results.values().stream().filter(wanted).count();
    }
}
