package course.kit.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A JVM for what the runs of other JVMs share: prints by which system properties they find it, a
 * line for each, and ends with its standard input.
 */
public final class SharedHost {
    /** The service that says what a lesson's specs share. */
    public static final String ID = "course.kit.bench.Shared";

    /** After the last property. */
    public static final String END = ".";

    private SharedHost() {}

    public static void main(String... none) throws IOException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        Shared.all().forEach((key, value) -> out.println(key + "=" + value));
        out.println(END);
        while (System.in.read() >= 0) {}
        System.exit(0);
    }
}
