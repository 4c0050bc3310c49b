package course.cli.page.site;

import com.google.gson.Gson;

import course.cli.page.text.Language;
import course.cli.page.text.Markdown;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;
import course.picture.trace.Event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The course's files that the page shows: its texts and pictures, and nothing else. */
final class Texts {
    private static final Pattern DOCUMENT = Pattern.compile("([A-Z]+)(?:\\.zh)?\\.md(#.*)?");
    private static final Pattern LESSON =
            Pattern.compile("(?:\\.\\./)?([\\w-]+)(?:/|/README(?:\\.zh)?\\.md)(#.*)?");
    private static final Pattern PICTURE =
            Pattern.compile("(?:pictures/)?([\\w-]+(?:\\.zh)?\\.svg)");

    private final Workspace course;

    Texts(Workspace course) {
        this.course = course;
    }

    boolean isLesson(String name) {
        return course.lessons().contains(name);
    }

    String lesson(String lesson, Language language) throws IOException {
        return translated(course.root().resolve(lesson), "README", language);
    }

    Optional<String> document(String name, Language language) throws IOException {
        if (!DOCUMENT.matcher(name + ".md").matches()) {
            return Optional.empty();
        }
        return inCourse(course.root().resolve(name + ".md")).isEmpty()
                ? Optional.empty()
                : Optional.of(translated(course.root(), name, language));
    }

    /** What has no translation is shown as it is. */
    private static String translated(Path folder, String name, Language language)
            throws IOException {
        var own = folder.resolve(language.file(name));
        return Files.readString(Files.exists(own) ? own : folder.resolve(name + ".md"));
    }

    /** What the course's README says of a lesson, in Markdown. */
    String saidOf(String lesson, Language language) throws IOException {
        var row =
                Pattern.compile("(?m)^\\| *`%s` *\\| *(.*?) *\\|".formatted(Pattern.quote(lesson)));
        try {
            var found = row.matcher(translated(course.root(), "README", language));
            return found.find() ? found.group(1) : "";
        } catch (NoSuchFileException nothing) {
            return "";
        }
    }

    Optional<byte[]> picture(String lesson, String name) throws IOException {
        if (!isLesson(lesson) || !PICTURE.matcher(name).matches()) {
            return Optional.empty();
        }
        var file = inCourse(course.root().resolve(lesson).resolve("pictures").resolve(name));
        return file.isEmpty() ? Optional.empty() : Optional.of(Files.readAllBytes(file.get()));
    }

    /**
     * A run of the reference that shows the same as a picture does; nothing if none is recorded.
     */
    Optional<List<Event>> recorded(String lesson, String picture) throws IOException {
        var name = picture.replaceFirst("(\\.zh)?\\.svg$", "") + ".trace.json";
        var file = inCourse(course.root().resolve(lesson).resolve("pictures").resolve(name));
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        List.of(new Gson().fromJson(Files.readString(file.get()), Event[].class)));
    }

    /** The interface that an exercise implements. */
    Optional<Path> contract(Exercise exercise) {
        var name = exercise.source().getFileName().toString().replaceFirst("^Exercise", "");
        var file = exercise.source().getParent().resolveSibling(name);
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    /** Where it really is, if that is inside the course. */
    private Optional<Path> inCourse(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        var real = file.toRealPath();
        return real.startsWith(course.root().toRealPath()) ? Optional.of(real) : Optional.empty();
    }

    /** For texts that stand in a lesson's folder, or in the course's if there is none. */
    Markdown markdown(String lesson, Language language) {
        return new Markdown(to -> place(lesson, language, to), language.text("table"));
    }

    private String place(String lesson, Language language, String to) {
        var picture = PICTURE.matcher(to);
        if (picture.matches()) {
            return "/picture/%s/%s".formatted(lesson, picture.group(1));
        }
        var document = DOCUMENT.matcher(to);
        if (document.matches()) {
            var isOfLesson = !lesson.isEmpty() && document.group(1).equals("README");
            return "/%s/%s%s"
                    .formatted(
                            language.code(),
                            isOfLesson ? "lesson/" + lesson : "text/" + document.group(1),
                            rest(document.group(2)));
        }
        var other = LESSON.matcher(to);
        if (other.matches() && isLesson(other.group(1))) {
            return "/%s/lesson/%s%s"
                    .formatted(language.code(), other.group(1), rest(other.group(2)));
        }
        return "";
    }

    private static String rest(String fragment) {
        return fragment == null ? "" : fragment;
    }
}
