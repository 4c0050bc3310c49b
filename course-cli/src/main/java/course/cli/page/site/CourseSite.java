package course.cli.page.site;

import course.cli.page.http.EventStream;
import course.cli.page.http.Gate;
import course.cli.page.http.Reply;
import course.cli.page.http.Site;
import course.cli.page.live.ExampleKey;
import course.cli.page.live.Latest;
import course.cli.page.live.Telling;
import course.cli.page.text.Html;
import course.cli.page.text.Language;
import course.cli.page.text.Markdown;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;
import course.picture.trace.TracePicture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands where. */
public final class CourseSite implements Site {
    private static final Map<String, String> FILES =
            Map.of(
                    "page.css", "text/css; charset=utf-8",
                    "page.js", "text/javascript; charset=utf-8",
                    "examples.js", "text/javascript; charset=utf-8",
                    "live.js", "text/javascript; charset=utf-8",
                    "steps.js", "text/javascript; charset=utf-8",
                    "icon.svg", "image/svg+xml");

    private static final int NARROWEST = 320;
    private static final int WIDEST = 760;

    private final Workspace course;
    private final Texts texts;
    private final Latest latest;
    private final Actions actions;
    private final Gate gate;

    public CourseSite(Workspace course, Latest latest, Actions actions, Gate gate) {
        this.course = course;
        this.texts = new Texts(course);
        this.latest = latest;
        this.actions = actions;
        this.gate = gate;
    }

    @Override
    public Reply get(String path, String accepted) {
        var steps = List.of(path.substring(1).split("/", -1));
        try {
            return switch (steps.getFirst()) {
                case "" -> Reply.goTo("/%s/".formatted(wanted(accepted).code()));
                case "favicon.ico" -> file(List.of("static", "icon.svg"));
                case "static" -> file(steps);
                case "picture" -> picture(steps);
                default ->
                        Language.ofCode(steps.getFirst())
                                .map(language -> page(language, steps.subList(1, steps.size())))
                                .orElseGet(Reply::notFound);
            };
        } catch (UncheckedIOException e) {
            return Reply.plain(500, e.getCause().getMessage());
        } catch (IOException e) {
            return Reply.plain(500, e.getMessage());
        }
    }

    private static Language wanted(String accepted) {
        return Language.wanted(System.getenv("COURSE_LANG"), accepted);
    }

    private static Reply file(List<String> steps) throws IOException {
        if (steps.equals(List.of("static", "trace.css"))) {
            var css = TracePicture.css().getBytes(StandardCharsets.UTF_8);
            return Reply.file("text/css; charset=utf-8", css);
        }
        var type = steps.size() == 2 ? FILES.get(steps.getLast()) : null;
        if (type == null) {
            return Reply.notFound();
        }
        try (var in = CourseSite.class.getResourceAsStream("/course/cli/page/" + steps.getLast())) {
            return Reply.file(type, in.readAllBytes());
        }
    }

    private Reply picture(List<String> steps) throws IOException {
        return steps.size() != 3
                ? Reply.notFound()
                : texts.picture(steps.get(1), steps.get(2))
                        .map(svg -> Reply.file("image/svg+xml", svg))
                        .orElseGet(Reply::notFound);
    }

    private Reply page(Language language, List<String> steps) {
        try {
            return switch (steps.size()) {
                case 1 -> steps.getFirst().isEmpty() ? map(language) : Reply.notFound();
                case 2 -> page(language, steps.getFirst(), steps.getLast());
                case 4 ->
                        steps.getFirst().equals("example")
                                ? example(language, steps.get(1), steps.get(2), steps.get(3))
                                : Reply.notFound();
                default -> Reply.notFound();
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply map(Language language) throws IOException {
        return framed(
                language,
                "",
                language.text("title"),
                new MapPage(course, texts, language, latest.now()).main());
    }

    private Reply page(Language language, String kind, String name) throws IOException {
        return switch (kind) {
            case "lesson" -> texts.isLesson(name) ? lesson(language, name) : Reply.notFound();
            case "text" -> text(language, name);
            case "exercise" -> {
                var exercise = course.exercise(name);
                yield exercise.isEmpty() ? Reply.notFound() : exercise(language, exercise.get());
            }
            case "hints" -> {
                var exercise = course.exercise(name);
                yield exercise.isEmpty() ? Reply.notFound() : hints(language, exercise.get());
            }
            default -> Reply.notFound();
        };
    }

    private Reply lesson(Language language, String lesson) throws IOException {
        return framed(
                language,
                "lesson/" + lesson,
                Markdown.title(texts.lesson(lesson, language)),
                new LessonPage(course, texts, language, latest.now()).main(lesson));
    }

    private Reply exercise(Language language, Exercise exercise) throws IOException {
        return framed(
                language,
                "exercise/" + exercise.id(),
                exercise.id() + " " + exercise.title(),
                new ExercisePage(course, texts, language, latest.now()).main(exercise));
    }

    private Reply hints(Language language, Exercise exercise) throws IOException {
        return Reply.html(new HintList(course, texts, language).html(exercise));
    }

    private Reply text(Language language, String name) throws IOException {
        var text = texts.document(name, language);
        if (text.isEmpty()) {
            return Reply.notFound();
        }
        var main =
                "<main id=\"content\" tabindex=\"-1\"><article class=\"text\">%s</article></main>"
                        .formatted(texts.markdown("", language).html(text.get()));
        return framed(language, "text/" + name, Markdown.title(text.get()), main);
    }

    private Reply framed(Language language, String path, String title, String main) {
        var whole = path.isEmpty() ? title : title + " · " + language.text("course");
        return Reply.html(new Frame(language, path, gate.postToken()).around(whole, main));
    }

    /** Nothing for an example that the run which has just begun has not come to. */
    private Reply example(Language language, String id, String key, String width) {
        var standing = latest.now().of(id);
        if (standing.isEmpty() || !width.matches("\\d{1,4}")) {
            return Reply.notFound();
        }
        var pixels = Math.clamp(Integer.parseInt(width), NARROWEST, WIDEST);
        var view = new ExampleView(course, language, pixels);
        return standing.get().examples().stream()
                .filter(one -> ExampleKey.of(one.result()).equals(key))
                .findFirst()
                .map(one -> Reply.html(view.html(standing.get().exercise(), one)))
                .orElseGet(Reply::nothing);
    }

    @Override
    public Reply post(String path) {
        var steps = path.split("/", -1);
        var exercise = steps.length == 3 ? course.exercise(steps[2]) : Optional.<Exercise>empty();
        if (exercise.isEmpty()) {
            return Reply.notFound();
        }
        try {
            switch (steps[1]) {
                case "run" -> actions.run(exercise.get());
                case "hint" -> actions.hint(exercise.get());
                case "reset" -> actions.reset(exercise.get());
                default -> {
                    return Reply.notFound();
                }
            }
            return Reply.nothing();
        } catch (IOException e) {
            return Reply.plain(409, Html.of(e.getMessage()));
        }
    }

    @Override
    public boolean isStream(String path) {
        return path.equals("/events");
    }

    @Override
    public void tell(EventStream listener) throws IOException {
        new Telling(latest, listener).untilNobodyListens();
    }
}
