package course.cli.page.site;

import course.cli.page.live.Latest.Seen;
import course.cli.page.text.Highlighter;
import course.cli.page.text.Html;
import course.cli.page.text.Language;
import course.cli.page.text.Markdown;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;

import java.io.IOException;
import java.nio.file.Files;

/** One exercise: what is asked for, and what has come of it. */
record ExercisePage(Workspace course, Texts texts, Language language, Seen seen) {
    private static final String PAGE =
            """
            <main id="content" class="two exercise" tabindex="-1" data-exercise="%1$s" data-file="%2$s">
            <div class="work">
            <nav class="crumbs" aria-label="%3$s"><a href="/%4$s/lesson/%5$s">%6$s</a></nav>
            <h1>%1$s %7$s</h1>
            <p class="verdict" role="status"><span id="summary">%8$s</span> %9$s</p>
            <progress id="bar" max="%10$s" value="%11$s" aria-label="%12$s"></progress>
            <p class="actions">
            <button type="button" id="run">%13$s</button>
            <button type="button" id="hint">%14$s</button>
            <button type="button" id="reset" data-sure="%15$s">%16$s</button>
            </p>
            <p id="said" class="said" role="status"></p>
            <section class="next" aria-labelledby="next-title">
            <h2 id="next-title">%17$s</h2>
            <p id="next"></p>
            %18$s
            <div id="hints" class="hints">%19$s</div>
            </section>
            <section id="trouble" class="trouble" hidden aria-labelledby="trouble-title">
            <h2 id="trouble-title">%20$s</h2>
            <pre tabindex="0" aria-labelledby="trouble-title"></pre>
            </section>
            <p id="likeness" class="likeness" hidden></p>
            <section aria-labelledby="examples-title">
            <h2 id="examples-title">%21$s</h2>
            <p id="no-examples" class="weak">%22$s</p>
            <ul id="examples" class="examples"></ul>
            </section>
            </div>
            <aside class="beside wide" aria-labelledby="assignment">
            <h2 id="assignment">%23$s</h2>
            <div class="text">%24$s</div>
            %25$s
            <nav class="turn" aria-label="%26$s">%27$s</nav>
            </aside>
            </main>
            """;

    String main(Exercise exercise) throws IOException {
        var lesson = texts.lesson(exercise.lesson(), language);
        var standing = seen.of(exercise.id()).orElseThrow();
        var badges = new Badges(language, seen.standings());
        var line = exercise.todos().isEmpty() ? 1 : exercise.todos().getFirst().line();
        return PAGE.formatted(
                exercise.id(),
                Html.of(exercise.source().getFileName()),
                language.text("crumbs"),
                language.code(),
                exercise.lesson(),
                Html.of(Markdown.title(lesson)),
                Html.of(exercise.title()),
                language.text("js.count", standing.passed(), standing.counted()),
                badges.state(exercise),
                standing.counted(),
                standing.passed(),
                language.text("progressOfExercise"),
                language.text("run"),
                language.text("hint"),
                language.text("sure"),
                language.text("reset"),
                language.text("next"),
                Places.links(course.root(), exercise, line, language),
                new HintList(course, texts, language).html(exercise),
                language.text("trouble"),
                language.text("examples"),
                language.text("noExamples"),
                language.text("assignment"),
                assignment(lesson, exercise),
                contract(exercise),
                language.text("neighbours"),
                neighbours(exercise));
    }

    private String assignment(String lesson, Exercise exercise) {
        return Markdown.section(lesson, "### " + exercise.id())
                .map(texts.markdown(exercise.lesson(), language)::html)
                .orElse("");
    }

    private String contract(Exercise exercise) throws IOException {
        var file = texts.contract(exercise);
        if (file.isEmpty()) {
            return "";
        }
        return """
        <details class="contract"><summary>%s <code>%s</code></summary>
        <pre tabindex="0"><code>%s</code></pre></details>
        """
                .formatted(
                        language.text("contract"),
                        Html.of(file.get().getFileName()),
                        Highlighter.html(Files.readString(file.get()), "java"));
    }

    private String neighbours(Exercise exercise) {
        var all = course.exercises();
        var at = all.indexOf(exercise);
        return (at > 0 ? link(all.get(at - 1), "prev", "← %s %s") : "")
                + (at < all.size() - 1 ? link(all.get(at + 1), "next", "%s %s →") : "");
    }

    private String link(Exercise exercise, String how, String text) {
        return "<a rel=\"%s\" href=\"/%s/exercise/%s\">%s</a> "
                .formatted(
                        how,
                        language.code(),
                        exercise.id(),
                        text.formatted(exercise.id(), Html.of(exercise.title())));
    }
}
