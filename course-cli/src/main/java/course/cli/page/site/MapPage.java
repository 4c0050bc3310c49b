package course.cli.page.site;

import course.cli.page.live.Latest.Seen;
import course.cli.page.text.Html;
import course.cli.page.text.Language;
import course.cli.page.text.Markdown;
import course.cli.progress.State;
import course.cli.workspace.Workspace;

import java.io.IOException;

/** The seven lessons, with what is done. */
record MapPage(Workspace course, Texts texts, Language language, Seen seen) {

    String main() throws IOException {
        var lessons = new StringBuilder();
        for (var lesson : course.lessons()) {
            lessons.append(lesson(lesson));
        }
        var done = seen.standings().stream().filter(one -> one.state() == State.DONE).count();
        var all = course.exercises().size();
        return """
        <main id="content" class="map" tabindex="-1">
        <h1>%s</h1>
        <p class="lead">%s</p>
        <p class="overall"><progress id="overall" max="%s" value="%s" aria-label="%s"></progress>
        <span id="overall-text">%s</span></p>
        %s
        <ol class="lessons">
        %s</ol>
        <nav class="more" aria-label="%s"><a href="/%s/text/TUTORIAL">%s</a> <a href="/%s/text/GLOSSARY">%s</a></nav>
        </main>
        """
                .formatted(
                        language.text("title"),
                        language.text("lead"),
                        all,
                        done,
                        language.text("progress"),
                        language.text("js.done", done, all),
                        goOn(),
                        lessons,
                        language.text("more"),
                        language.code(),
                        language.text("tutorial"),
                        language.code(),
                        language.text("glossary"));
    }

    private String goOn() {
        return course.exercise(seen.current())
                .map(one ->
                        "<p><a class=\"button\" href=\"/%s/exercise/%s\">%s</a></p>"
                                .formatted(
                                        language.code(),
                                        one.id(),
                                        Html.of(language.text("goOn", one.id(), one.title()))))
                .orElse("");
    }

    private String lesson(String lesson) throws IOException {
        var badges = new Badges(language, seen.standings());
        var exercises = new StringBuilder();
        course.exercisesOf(lesson).forEach(one -> exercises.append(badges.row(one)));
        var said = texts.markdown("", language).html(texts.saidOf(lesson, language));
        return """
        <li class="lesson"><div class="about"><h2><a href="/%s/lesson/%s">%s</a></h2>
        %s</div>
        <ul class="exercises">
        %s</ul></li>
        """
                .formatted(
                        language.code(),
                        lesson,
                        Html.of(Markdown.title(texts.lesson(lesson, language))),
                        said,
                        exercises);
    }
}
