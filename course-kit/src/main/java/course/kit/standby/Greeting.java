package course.kit.standby;

import com.google.gson.Gson;

/**
 * The first that a JVM is told which stands by, as a line on its standard input: nothing else that
 * this machine shows of a process has the key in it.
 *
 * @param address of the parent: a port of loopback, or the path of a Unix socket
 * @param key by which the messages are sealed
 * @param graded whether the answer may be anybody's: nothing is heard of what it prints, and the
 *     memory of the JVM is hidden
 */
public record Greeting(String address, String key, boolean graded) {
    private static final Gson GSON = new Gson();

    public String line() {
        return GSON.toJson(this) + "\n";
    }

    static Greeting of(String line) {
        return GSON.fromJson(line, Greeting.class);
    }
}
