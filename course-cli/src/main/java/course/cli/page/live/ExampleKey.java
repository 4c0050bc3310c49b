package course.cli.page.live;

import course.kit.report.Result;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What an example is called in an address: the same in each run. */
public final class ExampleKey {
    private static final int BYTES = 8;

    private ExampleKey() {}

    public static String of(Result result) {
        var name = "%s %s %s".formatted(result.spec(), result.method(), result.example());
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }
}
