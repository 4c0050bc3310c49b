package course.cli.page.site;

import course.cli.page.live.Live;
import course.cli.page.text.Html;
import course.cli.page.text.Language;
import course.cli.watch.Standing;
import course.cli.workspace.Exercise;

import java.util.List;

/** How an exercise stands, in HTML that the script keeps up to date. */
record Badges(Language language, List<Standing> standings) {

    private Standing of(Exercise exercise) {
        return standings.stream()
                .filter(one -> one.exercise().equals(exercise))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing is known of " + exercise));
    }

    String state(Exercise exercise) {
        var state = Live.name(of(exercise).state());
        return "<span class=\"state\" data-live=\"%s\" data-state=\"%s\">%s</span>"
                .formatted(exercise.id(), state, language.text("js.state." + state));
    }

    String count(Exercise exercise) {
        var standing = of(exercise);
        return "<span class=\"count\" data-count=\"%s\">%s</span>"
                .formatted(
                        exercise.id(),
                        language.text("js.count", standing.passed(), standing.counted()));
    }

    /** A row of a list of exercises. */
    String row(Exercise exercise) {
        return """
        <li data-row="%1$s"><a href="/%2$s/exercise/%1$s"><span class="id">%1$s</span> <span class="name">%3$s</span></a>
        %4$s %5$s</li>
        """
                .formatted(
                        exercise.id(),
                        language.code(),
                        Html.of(exercise.title()),
                        count(exercise),
                        state(exercise));
    }
}
