package course.picture.trace;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of one language for pictures of traces. */
final class Wording {
    private final String language;
    private final ResourceBundle words;

    Wording(String language) {
        this.language = language;
        words =
                ResourceBundle.getBundle(
                        "course.picture.trace.words",
                        language.equals("zh") ? Locale.CHINESE : Locale.ROOT,
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    String language() {
        return language;
    }

    String title(Kind.Topic topic) {
        return words.getString("title." + topic);
    }

    String sentence(Step step) {
        var event = step.event();
        var sentence = sentenceOf(event);
        return event.virtual() ? time(event) + ": " + sentence : sentence;
    }

    String sentenceOf(Event event) {
        var key = "sentence." + event.kind();
        return event.sentence(
                words.containsKey(key) ? words.getString(key) : event.kind().pattern());
    }

    /** What stands beside an arrow, in place of a sentence. */
    String label(Event event) {
        var key = "label." + event.kind();
        return words.containsKey(key) ? event.sentence(words.getString(key)) : event.text();
    }

    String summary(List<Step> steps) {
        var failure =
                steps.stream()
                        .filter(step -> step.event().kind() == Kind.FAILED)
                        .findFirst()
                        .map(this::sentence);
        var count = words.getString("steps").formatted(TracePicture.number(steps.size()));
        return failure.map(why -> count + " " + why).orElse(count);
    }

    static String time(Event event) {
        var seconds = event.nanos() / 1e9;
        var text = String.format(Locale.ROOT, "%.3f", seconds).replaceFirst("\\.?0+$", "");
        return text + " s";
    }
}
