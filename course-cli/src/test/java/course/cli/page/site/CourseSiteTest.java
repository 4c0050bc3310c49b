package course.cli.page.site;

import static org.assertj.core.api.Assertions.assertThat;

import course.cli.answer.Answer;
import course.cli.page.Page;
import course.cli.progress.Progress;
import course.cli.run.Outcome;
import course.cli.run.RunListener;
import course.cli.watch.Runner;
import course.cli.watch.Session;
import course.cli.workspace.Clone;
import course.cli.workspace.Exercise;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What there is to get and to do, on a course that is as small as one can be. */
class CourseSiteTest {
    @TempDir private Path folder;
    private final List<String> ran = new ArrayList<>();
    private final HttpClient browser =
            HttpClient.newBuilder()
                    .cookieHandler(new CookieManager())
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
    private Clone clone;
    private Page page;
    private String base;

    /** Runs nothing. */
    private final class Idle implements Runner {
        @Override
        public void prepare(Exercise exercise) {}

        @Override
        public Runnable start(
                Exercise exercise, Answer answer, List<String> first, RunListener listener) {
            ran.add(exercise.id());
            return () -> {};
        }

        @Override
        public String looksLike(Outcome outcome) {
            return "";
        }

        @Override
        public void isDone(Exercise exercise) {}
    }

    @BeforeEach
    void open() throws Exception {
        clone = Clone.in(Files.createDirectory(folder.resolve("course")));
        clone.write("README.md", "| lesson | |\n|---|---|\n| `01-one` | *first* |\n");
        clone.write("GLOSSARY.md", "# Words\n");
        for (var lesson : clone.course().lessons()) {
            clone.write(lesson + "/README.md", "# %s\n\n### 1.1 A\n\nDo it.\n".formatted(lesson));
            clone.write(lesson + "/pictures/a.svg", "<svg/>");
        }
        clone.write("01-one/README.zh.md", "# 第一课\n\n### 1.1 A\n\n写吧。\n");
        var course = clone.course();
        var session = new Session(course, Progress.of(course), new Idle(), Runnable::run);
        page = new Page(course, session, Runnable::run, 0);
        base = "http://127.0.0.1:" + URI.create(page.address()).getPort();
        get("/?" + URI.create(page.address()).getQuery());
    }

    @AfterEach
    void close() {
        page.close();
        browser.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path)).build();
        return browser.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path) throws IOException, InterruptedException {
        var token =
                Pattern.compile("name=\"course-token\" content=\"([^\"]+)\"")
                        .matcher(get("/en/").body());
        assertThat(token.find()).isTrue();
        return browser.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("X-Course-Token", token.group(1))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void whatTheCourseHasIsThere() throws Exception {
        assertThat(get("/en/").body()).contains("01-one", "<em>first</em>", "/en/exercise/2.2");
        assertThat(get("/en/lesson/01-one").body()).contains("<h1 id=\"01-one\">", "Do it.");
        assertThat(get("/zh/lesson/01-one").body()).contains("第一课", "lang=\"zh\"");
        assertThat(get("/en/exercise/1.1").body()).contains("1.1 A", "Do it.");
        assertThat(get("/en/text/GLOSSARY").body()).contains("Words");
        assertThat(get("/picture/01-one/a.svg").body()).isEqualTo("<svg/>");
        assertThat(get("/static/page.css").statusCode()).isEqualTo(200);
        assertThat(get("/static/trace.css").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../pom.xml",
                "/%2e%2e/pom.xml",
                "/static/../words.properties",
                "/static/%2e%2e%2fwords.properties",
                "/static/words.properties",
                "/picture/01-one/..%2f..%2fpom.xml",
                "/picture/01-one/%2e%2e/README.md",
                "/picture/../secret.svg",
                "/picture/..%2f..%2fsecret/a.svg",
                "/picture/01-one/link.svg",
                "/picture/01-one/a.svg%00",
                "/picture/01-one/",
                "/en/lesson/..",
                "/en/lesson/%2e%2e%2f01-one",
                "/en/lesson/course-result",
                "/en/text/..%2fSECRET",
                "/en/text/LINK",
                "/en/text/pom.xml",
                "/en/exercise/9.9",
                "/en/example/9.9/none/360",
                "/en/example/1.1/none/wide",
                "/fr/"
            })
    void thereIsNoWayOutOfTheCourse(String path) throws Exception {
        var secret = Files.writeString(folder.resolve("secret.svg"), "top secret");
        Files.createSymbolicLink(clone.root().resolve("01-one/pictures/link.svg"), secret);
        Files.createSymbolicLink(clone.root().resolve("LINK.md"), secret);

        var answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("secret", "project");
    }

    @Test
    void anExampleThatTheRunHasNotComeToIsNoMistake() throws Exception {
        assertThat(get("/en/example/1.1/none/360").statusCode()).isEqualTo(204);
    }

    @Test
    void theStubIsPutBackAndWhatWasThereIsKept() throws Exception {
        var exercise = clone.exercise("1.1");
        var stub = Files.readString(exercise.source());
        Files.writeString(exercise.source(), "mine");

        assertThat(post("/reset/1.1").statusCode()).isEqualTo(204);

        assertThat(exercise.source()).hasContent(stub);
        try (var kept = Files.walk(clone.root().resolve(".course/history"))) {
            assertThat(kept.filter(file -> file.endsWith("ExerciseA.java")))
                    .singleElement()
                    .satisfies(file -> assertThat(file).hasContent("mine"));
        }
    }

    @Test
    void hintsComeAsFarAsTheyAreAskedFor() throws Exception {
        assertThat(get("/en/hints/1.1").body()).isBlank();

        post("/hint/1.1");
        assertThat(get("/en/hints/1.1").body()).contains("There.").doesNotContain("This.");

        post("/hint/1.1");
        assertThat(get("/en/exercise/1.1").body())
                .contains("There.", "This.")
                .doesNotContain("So.");
    }

    @Test
    void onlyKnownExercisesAreRun() throws Exception {
        post("/run/2.1");
        assertThat(ran).containsExactly("2.1");

        assertThat(post("/run/9.9").statusCode()).isEqualTo(404);
        assertThat(post("/run/..%2f2.1").statusCode()).isEqualTo(404);
        assertThat(post("/answer/2.1").statusCode()).isEqualTo(404);
        assertThat(post("/en/run/2.1").statusCode()).isEqualTo(404);
        assertThat(ran).containsExactly("2.1");
    }
}
