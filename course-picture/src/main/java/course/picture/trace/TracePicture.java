package course.picture.trace;

import course.picture.Svg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * What happened in an example, as a picture and as text. Both have the same steps: in the picture,
 * step {@code n} is an element with {@code data-step="n"}.
 */
public final class TracePicture {
    private final List<Step> steps;
    private final Wording words;

    /**
     * @param language {@code en} or {@code zh}
     */
    public TracePicture(List<Event> events, String language) {
        steps = Step.of(events);
        words = new Wording(language);
    }

    /** What is shown, step by step. */
    public List<Step> steps() {
        return steps;
    }

    /** What it is a picture of. */
    public String title() {
        return words.title(Kind.Topic.of(steps));
    }

    /** The steps as text, one sentence for each. */
    public List<String> text() {
        return steps.stream().map(words::sentence).toList();
    }

    /**
     * The picture as an element of a page that has the {@linkplain #css() style}.
     *
     * @param width in pixels; 320 at least
     * @param id what the ids in it begin with
     */
    public String svg(int width, String id) {
        return svg(width, id, "");
    }

    /** The picture as a file of its own. */
    public String document(int width) {
        return svg(width, "trace", "<style>\n%s</style>\n".formatted(css()));
    }

    private String svg(int width, String id, String style) {
        var drawing = new Drawing(steps, words, width);
        return """
        <svg xmlns="http://www.w3.org/2000/svg" class="trace" viewBox="0 0 %1$s %2$s"\
         width="%1$s" height="%2$s" role="img" aria-labelledby="%3$s-title %3$s-desc"\
         xml:lang="%4$s">
        <title id="%3$s-title">%5$s</title>
        <desc id="%3$s-desc">%6$s</desc>
        %7$s%8$s</svg>
        """
                .formatted(
                        width,
                        Svg.shortly(drawing.height()),
                        id,
                        words.language(),
                        Svg.escaped(title()),
                        Svg.escaped(words.summary(steps)),
                        style,
                        drawing.elements());
    }

    /** The style of all such pictures, with light and dark colours. */
    public static String css() {
        try (var in = TracePicture.class.getResourceAsStream("trace.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String number(int count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
