package course.kit.standby;

import com.google.gson.Gson;

import java.util.List;

/**
 * What a JVM that stands by is asked to run, as a line of JSON.
 *
 * @param spec the class of the exercise's spec
 * @param exercise its id: of a spec in parts, only the examples that belong to it
 * @param first the methods of the examples that come first
 * @param only the methods of the examples that are run; all, if there are none
 * @param classes the answer's, which are loaded before any of them is run: what is read from the
 *     disk later is none of it
 */
public record Request(
        String spec, String exercise, List<String> first, List<String> only, List<String> classes) {
    private static final Gson GSON = new Gson();

    /** For all examples. */
    public Request(String spec, String exercise, List<String> first) {
        this(spec, exercise, first, List.of(), List.of());
    }

    boolean isOf(String id, String method) {
        return id.equals(exercise) && (only.isEmpty() || only.contains(method));
    }

    public String line() {
        return GSON.toJson(this) + "\n";
    }

    static Request of(String line) {
        return GSON.fromJson(line, Request.class);
    }
}
