package course.cli.run;

import course.cli.words.Words;
import course.kit.report.Result;
import course.kit.report.Verdict;
import course.kit.standby.Message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has been heard of a run so far. */
final class Heard {
    private final List<ExampleResult> ended = new ArrayList<>();
    private final StringBuilder printed = new StringBuilder();
    private List<Result> all = List.of();
    private Result running;
    private boolean complete;

    /** Tells the listener what a message says of an example. */
    void hear(Message message, RunListener listener) {
        switch (message.kind()) {
            case ALL -> all = message.results();
            case EXAMPLE_BEGINS -> {
                running = message.result();
                listener.exampleBegins(running);
            }
            case PRINTED -> printed.append(message.text());
            case EXAMPLE_ENDS -> {
                var result = new ExampleResult(message.result(), printed.toString());
                ended.add(result);
                printed.setLength(0);
                running = null;
                listener.exampleEnds(result);
            }
            case RUN_ENDS -> {
                all = message.results();
                complete = true;
            }
            case HELLO, READY, RUN_BEGINS -> {}
        }
    }

    boolean isComplete() {
        return complete;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** The JVM has ended before the run did. */
    void jvmEnded(String rawOutput) {
        if (running != null) {
            var result = running.endedWithJvm();
            var text =
                    rawOutput.isBlank()
                            ? ""
                            : "\n  " + Words.text("run.lastWords") + "\n" + rawOutput.indent(4);
            ends(result.with(Verdict.FAILED, result.message() + text.stripTrailing(), 0));
        }
    }

    /** Nothing more was heard, though even the longest example would have ended. */
    void fellSilent(long seconds) {
        if (running != null) {
            ends(running.with(Verdict.HUNG, Words.text("run.silent", seconds), seconds));
        }
    }

    private void ends(Result result) {
        ended.add(new ExampleResult(result, printed.toString()));
    }

    /** Of a parameterized example either its forms, or itself, if it has not been run. */
    List<ExampleResult> results() {
        if (complete) {
            return all.stream()
                    .map(one -> find(one).orElseGet(() -> ExampleResult.silent(one)))
                    .toList();
        }
        var results = new ArrayList<ExampleResult>();
        for (var one : all) {
            var ofMethod = ended.stream().filter(other -> other.isOfMethod(one)).toList();
            results.addAll(
                    ofMethod.isEmpty()
                            ? List.of(ExampleResult.silent(one))
                            : ofMethod.stream().filter(other -> !results.contains(other)).toList());
        }
        return results;
    }

    private Optional<ExampleResult> find(Result result) {
        return ended.stream()
                .filter(one -> one.isOf(result))
                .map(one -> new ExampleResult(result, one.printed()))
                .findFirst();
    }
}
