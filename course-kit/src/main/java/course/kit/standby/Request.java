package course.kit.standby;

import com.google.gson.Gson;

import java.util.List;

/**
 * What a JVM that stands by is asked to run, as a line of JSON.
 *
 * @param spec the class of the exercise's spec
 * @param exercise its id: of a spec in parts, only the examples that belong to it
 * @param first the methods of the examples that come first
 */
public record Request(String spec, String exercise, List<String> first) {
    private static final Gson GSON = new Gson();

    public String line() {
        return GSON.toJson(this) + "\n";
    }

    static Request of(String line) {
        return GSON.fromJson(line, Request.class);
    }
}
