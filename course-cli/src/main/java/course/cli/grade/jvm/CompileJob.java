package course.cli.grade.jvm;

import com.google.gson.Gson;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a compiler's JVM is asked, as a line of JSON.
 *
 * @param root of the course
 * @param exercise its id
 * @param sources by the names of their files
 */
record CompileJob(String root, String exercise, Map<String, String> sources) {
    private static final Gson GSON = new Gson();

    String line() {
        return GSON.toJson(this) + "\n";
    }

    static CompileJob of(String line) {
        return GSON.fromJson(line, CompileJob.class);
    }

    /**
     * What it answers.
     *
     * @param errors as javac says them; none if there are classes
     * @param encoded the classes by their names
     */
    record Done(List<String> errors, Map<String, String> encoded) {

        static Done of(List<String> errors, Map<String, byte[]> classes) {
            var encoded = new TreeMap<String, String>();
            classes.forEach(
                    (name, bytes) -> encoded.put(name, Base64.getEncoder().encodeToString(bytes)));
            return new Done(errors, encoded);
        }

        Map<String, byte[]> classes() {
            var classes = new TreeMap<String, byte[]>();
            encoded.forEach((name, text) -> classes.put(name, Base64.getDecoder().decode(text)));
            return classes;
        }

        String line() {
            return GSON.toJson(this) + "\n";
        }

        static Done read(String line) {
            return GSON.fromJson(line, Done.class);
        }
    }
}
