package course.cli.page.site;

import course.cli.page.text.Html;
import course.cli.page.text.Language;
import course.picture.trace.TracePicture;

import java.util.stream.Collectors;

/** A picture that one can go through event by event, and the same as text. */
record Stepping(Language language) {
    private static final String FIGURE =
            """
            <figure class="picture" tabindex="0" aria-label="%s">
            <figcaption>%s. %s</figcaption>
            <div class="canvas">%s</div>
            <div class="player" hidden>
            %s
            <p class="now" role="status"></p>
            </div>
            <details><summary>%s</summary><ol>%s</ol></details>
            </figure>
            """;

    /**
     * @param id what the ids in it begin with
     */
    String html(TracePicture picture, String id, int width) {
        var lines =
                picture.text().stream()
                        .map(line -> "<li>" + Html.of(line) + "</li>")
                        .collect(Collectors.joining("\n"));
        return FIGURE.formatted(
                Html.of(picture.title()),
                language.text("picture"),
                language.text("picture.how"),
                picture.svg(width, id),
                button("first", "«")
                        + button("back", "‹")
                        + button("on", "›")
                        + button("last", "»"),
                language.text("picture.text"),
                lines);
    }

    private String button(String move, String sign) {
        return "<button type=\"button\" data-go=\"%s\" aria-label=\"%s\">%s</button>\n"
                .formatted(move, language.text("picture." + move), sign);
    }
}
