package course.kit.standby;

import com.google.gson.FormattingStyle;
import com.google.gson.Gson;

import course.kit.report.Result;
import course.kit.report.ResultFile;

import java.util.List;

/**
 * What a JVM that stands by tells, as a line: a {@link Seal}, and JSON.
 *
 * @param text of what is printed
 * @param result of the example that begins or ends
 * @param results of all examples, when the run begins or ends
 * @param seconds when a run begins: after which even its longest example has ended, if all is well
 */
public record Message(Kind kind, String text, Result result, List<Result> results, long seconds) {
    private static final Gson GSON =
            ResultFile.gson().newBuilder().setFormattingStyle(FormattingStyle.COMPACT).create();

    /** What it tells of. */
    public enum Kind {
        /** It is the JVM that was started. */
        HELLO,
        /** All is loaded. */
        READY,
        RUN_BEGINS,
        /** The examples of the run; a parameterized one counts as one, until it is run. */
        ALL,
        EXAMPLE_BEGINS,
        PRINTED,
        EXAMPLE_ENDS,
        /** There is nothing more to come. */
        RUN_ENDS
    }

    static Message hello() {
        return new Message(Kind.HELLO, null, null, null, 0);
    }

    static Message ready() {
        return new Message(Kind.READY, null, null, null, 0);
    }

    static Message printed(String text) {
        return new Message(Kind.PRINTED, text, null, null, 0);
    }

    static Message of(Kind kind, Result example) {
        return new Message(kind, null, example, null, 0);
    }

    static Message of(Kind kind, List<Result> all) {
        return new Message(kind, null, null, all, 0);
    }

    /**
     * @param seconds see {@link #seconds()}
     */
    static Message runBegins(long seconds) {
        return new Message(Kind.RUN_BEGINS, null, null, null, seconds);
    }

    public static Message of(String json) {
        return GSON.fromJson(json, Message.class);
    }

    String json() {
        return GSON.toJson(this);
    }
}
