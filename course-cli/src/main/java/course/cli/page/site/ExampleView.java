package course.cli.page.site;

import course.cli.page.live.ExampleKey;
import course.cli.page.text.Html;
import course.cli.page.text.Language;
import course.cli.run.ExampleResult;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;
import course.kit.report.Result;
import course.picture.trace.TracePicture;

import java.util.regex.Pattern;

/** What an example opens to: what was expected and seen, its picture, the way to the line. */
record ExampleView(Workspace course, Language language, int width) {

    String html(Exercise exercise, ExampleResult example) {
        var message = example.result().message().strip();
        var html = new StringBuilder();
        html.append(
                message.isEmpty()
                        ? "<p>%s</p>".formatted(language.text("passedIn", seconds(example)))
                        : "<pre class=\"message\" tabindex=\"0\" aria-label=\"%s\">%s</pre>"
                                .formatted(language.text("message"), withLines(message, exercise)));
        Places.lineIn(message, exercise)
                .ifPresent(
                        line -> html.append(Places.links(course.root(), exercise, line, language)));
        html.append(picture(example.result()));
        if (!example.printed().isBlank()) {
            html.append(
                    "<h4>%s</h4><pre tabindex=\"0\">%s</pre>"
                            .formatted(
                                    language.text("printed"), Html.of(example.printed().strip())));
        }
        return html.toString();
    }

    private String picture(Result result) {
        if (result.trace().isEmpty()) {
            return "<p class=\"weak\">%s</p>".formatted(language.text("picture.none"));
        }
        var picture = new TracePicture(result.trace(), language.code());
        return new Stepping(language).html(picture, "picture-" + ExampleKey.of(result), width);
    }

    private static String seconds(ExampleResult example) {
        return Math.round(example.result().seconds() * 1000) + " ms";
    }

    private static String withLines(String message, Exercise exercise) {
        var name = Pattern.quote(exercise.source().getFileName().toString());
        return Pattern.compile(name + ":\\d{1,6}\\b")
                .matcher(Html.of(message))
                .replaceAll("<mark>$0</mark>");
    }
}
