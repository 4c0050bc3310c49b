package course.cli.page.site;

import course.cli.page.live.Latest.Seen;
import course.cli.page.text.Html;
import course.cli.page.text.Language;
import course.cli.page.text.Markdown;
import course.cli.workspace.Workspace;
import course.picture.trace.TracePicture;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A lesson as it is written, its exercises beside it. */
record LessonPage(Workspace course, Texts texts, Language language, Seen seen) {
    private static final Pattern EXERCISE =
            Pattern.compile("(<h3 id=\"[^\"]*\">)(\\d+\\.\\d+)( [^<]*)(</h3>)");

    private static final Pattern PICTURE =
            Pattern.compile("<p><img src=\"/picture/[^/]+/([\\w-]+(?:\\.zh)?\\.svg)\"[^>]*></p>");
    private static final int WIDTH = 400;

    String main(String lesson) throws IOException {
        var badges = new Badges(language, seen.standings());
        var exercises = new StringBuilder();
        course.exercisesOf(lesson).forEach(one -> exercises.append(badges.row(one)));
        return """
        <main id="content" class="two" tabindex="-1">
        <article class="text">
        %s
        <nav class="turn" aria-label="%s">%s</nav>
        </article>
        <aside class="beside" aria-labelledby="exercises">
        <h2 id="exercises">%s</h2>
        <ul class="exercises">
        %s</ul>
        </aside>
        </main>
        """
                .formatted(
                        withRuns(
                                lesson,
                                withBadges(
                                        texts.markdown(lesson, language)
                                                .html(texts.lesson(lesson, language)),
                                        badges)),
                        language.text("neighbours"),
                        neighbours(lesson),
                        language.text("exercises"),
                        exercises);
    }

    /** Below a picture the same of a run, event by event, where one is recorded. */
    private String withRuns(String lesson, String html) throws IOException {
        var all = new StringBuilder();
        var found = PICTURE.matcher(html);
        while (found.find()) {
            var run = texts.recorded(lesson, found.group(1));
            var figure =
                    run.isEmpty()
                            ? ""
                            : new Stepping(language)
                                    .html(
                                            new TracePicture(run.get(), language.code()),
                                            "run-" + found.start(),
                                            WIDTH);
            found.appendReplacement(all, Matcher.quoteReplacement(found.group() + figure));
        }
        return found.appendTail(all).toString();
    }

    /** Where the lesson speaks of an exercise, there is the way to it. */
    private String withBadges(String html, Badges badges) {
        return EXERCISE.matcher(html)
                .replaceAll(found ->
                        course.exercise(found.group(2))
                                .map(one ->
                                        "$1<a class=\"to-exercise\" href=\"/%s/exercise/%s\">$2$3</a> %s$4"
                                                .formatted(
                                                        language.code(),
                                                        one.id(),
                                                        badges.state(one)))
                                .orElse("$0"));
    }

    private String neighbours(String lesson) throws IOException {
        var lessons = course.lessons();
        var at = lessons.indexOf(lesson);
        var links = new StringBuilder();
        if (at > 0) {
            links.append(link(lessons.get(at - 1), "prev", "← %s"));
        }
        if (at < lessons.size() - 1) {
            links.append(link(lessons.get(at + 1), "next", "%s →"));
        }
        return links.toString();
    }

    private String link(String lesson, String how, String text) throws IOException {
        var title = Markdown.title(texts.lesson(lesson, language));
        return "<a rel=\"%s\" href=\"/%s/lesson/%s\">%s</a> "
                .formatted(how, language.code(), lesson, text.formatted(Html.of(title)));
    }
}
