package course.cli.page.site;

import course.cli.hint.Hints;
import course.cli.page.live.Live;
import course.cli.page.text.Html;
import course.cli.page.text.Language;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;

import java.io.IOException;

/** The hints for what is to do next, as far as they have been asked for. */
record HintList(Workspace course, Texts texts, Language language) {

    String html(Exercise exercise) throws IOException {
        var todo = Hints.nextTodo(exercise);
        if (todo.isEmpty()) {
            return "";
        }
        var html = new StringBuilder();
        for (var hint : new Hints(course).shown(exercise, todo.get())) {
            html.append(
                    """
                    <section class="hint"><h3>%s: %s <span class="weak">%s</span></h3>
                    <div class="text">%s</div></section>
                    """
                            .formatted(
                                    language.text("hint"),
                                    language.text("hint." + Live.name(hint.rung())),
                                    Html.of("TODO " + hint.todo()),
                                    texts.markdown(exercise.lesson(), language).html(hint.text())));
        }
        return html.toString();
    }
}
