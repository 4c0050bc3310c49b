package course.cli.page.site;

import course.cli.page.text.Html;
import course.cli.page.text.Language;
import course.cli.workspace.Exercise;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Ways from the page to a line in the learner's editor. */
final class Places {
    private Places() {}

    /** The first line of the exercise's file that a text names. */
    static OptionalInt lineIn(String text, Exercise exercise) {
        var name = Pattern.quote(exercise.source().getFileName().toString());
        var found = Pattern.compile(name + ":(\\d{1,6})\\b").matcher(text);
        return found.find()
                ? OptionalInt.of(Integer.parseInt(found.group(1)))
                : OptionalInt.empty();
    }

    static String links(Path root, Exercise exercise, int line, Language language) {
        var file = exercise.source().toString().replace('\\', '/');
        var shown = root.relativize(exercise.source()).toString().replace('\\', '/') + ":" + line;
        return """
        <p class="place"><span class="path"><code>%s</code></span>
        <a href="%s">VS Code</a> <a href="%s">IntelliJ</a>
        <button type="button" class="quiet" data-copy="%s">%s</button></p>
        """
                .formatted(
                        Html.of(shown),
                        Html.of(vsCode(file, line)),
                        Html.of(
                                "idea://open?file=%s&line=%s"
                                        .formatted(
                                                URLEncoder.encode(file, StandardCharsets.UTF_8),
                                                line)),
                        Html.of(file + ":" + line),
                        language.text("copy"));
    }

    private static String vsCode(String file, int line) {
        try {
            var path = (file.startsWith("/") ? "" : "/") + file + ":" + line;
            return new URI("vscode", "file", path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
