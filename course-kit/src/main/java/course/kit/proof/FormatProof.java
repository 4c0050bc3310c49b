package course.kit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * All sources are formatted by google-java-format, in its AOSP style. With {@code -Dformat=apply}
 * they are rewritten so. It runs here, and not as a Maven plugin, because it has to understand this
 * JDK's language, and Maven may run on an older one.
 */
class FormatProof {

    @Test
    void everySourceIsFormatted() throws IOException {
        var applies = "apply".equals(System.getProperty("format"));
        var arguments = new ArrayList<String>();
        arguments.add("--aosp");
        arguments.addAll(
                applies ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
        arguments.addAll(sources());
        var output = new StringWriter();

        var status =
                ToolProvider.findFirst("google-java-format")
                        .orElseThrow()
                        .run(
                                new PrintWriter(output, true),
                                new PrintWriter(output, true),
                                arguments.toArray(String[]::new));

        assertThat(status)
                .as("not formatted (mvn verify -Pproof -Dformat=apply does it):%n%s", output)
                .isZero();
    }

    Path folder() {
        return Path.of("src");
    }

    private List<String> sources() throws IOException {
        try (var files = Files.walk(folder())) {
            return files.map(Path::toString).filter(name -> name.endsWith(".java")).toList();
        }
    }
}
