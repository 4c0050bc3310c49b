package course.kit.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a matrix of mistakes depends on: the sources of a spec and of its mistakes. */
final class MistakeSources {
    private static final Path SOURCES = Path.of("src/test/java");
    private static final Pattern COMMENT_OR_TEXT =
            Pattern.compile(
                    "\"\"\".*?\"\"\"|\"(?:[^\"\\\\\n]++|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)+'"
                            + "|//[^\n]*|/\\*.*?\\*/",
                    Pattern.DOTALL);

    private MistakeSources() {}

    /** Changes with the code, not with comments or the format. */
    static String fingerprint(Class<?> spec, List<Class<?>> mistakes) throws IOException {
        var files = new TreeSet<Path>();
        var open = new ArrayDeque<Class<?>>(mistakes);
        open.add(spec);
        open.addAll(Arrays.asList(spec.getDeclaredClasses()));
        while (!open.isEmpty()) {
            var type = open.remove();
            var file =
                    SOURCES.resolve(
                            type.getName().replaceFirst("\\$.*", "").replace('.', '/') + ".java");
            if (Files.exists(file)) {
                files.add(file);
            }
            if (type.getSuperclass() != null) {
                open.add(type.getSuperclass());
            }
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : files) {
                digest.update(code(Files.readString(file)).getBytes());
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String code(String source) {
        return COMMENT_OR_TEXT
                .matcher(source)
                .replaceAll(found ->
                        found.group().startsWith("/")
                                ? ""
                                : Matcher.quoteReplacement(found.group()))
                .replaceAll("\\s+", "");
    }
}
