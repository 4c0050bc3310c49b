package course.cli.page.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** {@code ./course page} in a folder, with the classes that are tested. */
final class PageProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("http://\\S+");

    private final Process process;
    private final URI address;

    PageProcess(Path folder) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var path =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        var call =
                new ProcessBuilder(
                        java.toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        path,
                        "course.cli.Course",
                        "page",
                        "--no-browser");
        call.environment().remove("COURSE_LANG");
        process = call.directory(folder.toFile()).redirectErrorStream(true).start();
        address = addressIn(process);
    }

    private static URI addressIn(Process process) throws IOException {
        var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var said = new StringBuilder();
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            var address = ADDRESS.matcher(line);
            if (address.find()) {
                return URI.create(address.group());
            }
            said.append(line).append('\n');
        }
        throw new IOException("it has told no address: " + said);
    }

    /** With the token. */
    URI entrance() {
        return address;
    }

    String at(String path) {
        return "http://%s%s".formatted(address.getAuthority(), path);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
