package course.cli.page.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import course.cli.trial.CourseCopy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The real page, in a real browser. */
class PageProof {
    private static final String FIRST = "2.1";
    private static final String WRONG = "if (true) throw new IllegalStateException(\"mine\"); ";

    private static final String FAILED = "li[data-verdict=failed]";

    @TempDir private static Path folder;
    private static CourseCopy course;
    private static PageProcess page;
    private static Browser browser;

    @BeforeAll
    static void open() throws IOException {
        assumeTrue(Browser.isPossible(), "there is no Chromium with its driver in /usr/bin");
        course = CourseCopy.in(folder);
        course.writeHelpers(FIRST);
        page = new PageProcess(folder);
        browser = new Browser();
        browser.goTo(page.entrance().toString());
    }

    @AfterAll
    static void close() throws IOException {
        if (browser != null) {
            browser.close();
        }
        if (page != null) {
            page.close();
        }
        if (course != null) {
            course.close();
        }
    }

    @BeforeEach
    void asAtFirst() {
        browser.isWide(1440);
        browser.prefers("light");
    }

    @AfterEach
    void nothingWentWrong() {
        assertThat(browser.complaints()).as("what the browser complains of").isEmpty();
    }

    private static void goTo(String path) {
        browser.goTo(page.at(path));
    }

    /** Whatever ran before has ended, with this answer. */
    private static void writes(String answer, String summary) throws IOException {
        course.write(FIRST, answer);
        browser.sees("#summary", summary);
    }

    private static void isWrong() throws IOException {
        goTo("/en/exercise/" + FIRST);
        course.write(FIRST, course.stubWith(FIRST, WRONG));
        browser.awaits(
                "a failing example, opened",
                () -> assertThat(browser.all("li[data-verdict=failed] .message")).isNotEmpty());
    }

    @Test
    void fromAStubToGreenWithoutAReload() throws IOException {
        goTo("/en/exercise/" + FIRST);
        browser.script("window.isTheSame = true");
        course.write(FIRST, course.stub(FIRST) + "\n");
        browser.sees("li[data-verdict=to_do] .sentence", " ");

        course.write(FIRST, course.stubWith(FIRST, "int number = \"text\"; "));
        browser.sees("#trouble pre", "incompatible types");

        writes(course.right(FIRST), "examples pass. It is done.");

        assertThat(browser.text(".state")).isEqualTo("done");
        assertThat(browser.all("#examples > li:not([data-verdict=passed])")).isEmpty();
        assertThat(browser.one("#trouble").isDisplayed()).isFalse();
        assertThat(browser.script("return window.isTheSame")).isEqualTo(true);
        goTo("/en/");
        browser.sees("[data-row='2.1'] .state", "done");
        browser.sees("#overall-text", "1 of 39");
    }

    @Test
    void anExampleThatFailsShowsWhatHappened() throws IOException {
        isWrong();

        assertThat(browser.text("li[data-verdict=failed] .message")).contains("mine");
        assertThat(browser.text("li[data-verdict=failed] .place"))
                .contains("ExerciseInterleaving.java:");
        assertThat(browser.one("li[data-verdict=failed] .place a").getDomAttribute("href"))
                .startsWith("vscode://file/")
                .matches(".*ExerciseInterleaving\\.java:\\d+");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    1.1 | delayed.pollFirst()                    | delayed.pollLast()
                    2.5 | instanceof Yielded)                    | instanceof Yielded && queue.isEmpty())
                    3.2 | return what;                           | return null;
                    4.4 | isSet = true;                          | isSet = !true;
                    5.2 | if (!unsent.hasRemaining()) {          | if (unsent.position() > 0) {
                    6.3 | if (unsent.peek().hasRemaining()) {    | if (unsent.peek().position() < 0) {
                    7.1 | message.getBytes(                      | message.concat("!").getBytes(
                    """)
    void eachLessonHasItsPicture(String id, String right, String wrong) throws IOException {
        course.writeHelpers(id);
        var answer = course.right(id);
        assertThat(answer).contains(right);
        goTo("/en/exercise/" + id);

        course.write(id, answer.replace(right, wrong));
        browser.one("#run").click();

        browser.awaits(
                "the picture of what failed",
                () -> assertThat(browser.all(FAILED + " svg [data-step]")).isNotEmpty());
        assertThat(browser.all(FAILED + " svg .failed")).isNotEmpty();
        browser.one(FAILED + " figure.picture").sendKeys(Keys.HOME);
        assertThat(browser.all(FAILED + " svg .now")).hasSize(1);
        assertThat(browser.text(FAILED + " .player .now")).startsWith("1 of ");
        browser.press(Keys.ARROW_RIGHT);
        assertThat(browser.text(FAILED + " .player .now")).startsWith("2 of ");
    }

    @Test
    void allOfItIsThereInBothLanguages() throws IOException {
        goTo("/en/exercise/" + FIRST);

        browser.one(".language").click();

        browser.awaits("Chinese", () -> assertThat(browser.path()).isEqualTo("/zh/exercise/2.1"));
        assertThat(browser.text("#run")).isEqualTo("运行");
        browser.sees("#summary", "用例");
        browser.one(".crumbs a").click();
        browser.awaits(
                "the lesson in Chinese",
                () -> assertThat(browser.path()).isEqualTo("/zh/lesson/02-coroutines"));
        assertThat(browser.text("h1")).contains("协程");
        browser.one(".language").click();
        browser.sees("h1", "Coroutines");
    }

    @Test
    void itIsDarkWhereAllIsDark() {
        goTo("/en/");
        assertThat(lightness()).isGreaterThan(600);

        browser.prefers("dark");

        assertThat(lightness()).isLessThan(150);
    }

    private static int lightness() {
        var colour =
                browser.script("return getComputedStyle(document.body).backgroundColor").toString();
        return colour.replaceAll("[^\\d,]", "")
                .lines()
                .flatMap(line -> List.of(line.split(",")).stream())
                .limit(3)
                .mapToInt(Integer::parseInt)
                .sum();
    }

    @Test
    void theKeyboardIsEnough() throws IOException {
        isWrong();
        goTo("/en/");

        browser.press(Keys.TAB);
        assertThat(browser.script("return document.activeElement.textContent"))
                .isEqualTo("Skip to the content");
        browser.press(Keys.ENTER);
        browser.tabTo("[data-row='2.1'] a");
        browser.press(Keys.ENTER);
        browser.sees("h1", FIRST);
        browser.awaits(
                "the examples", () -> assertThat(browser.all("#examples button")).isNotEmpty());

        browser.tabTo("#hint");
        browser.press(Keys.ENTER);
        browser.sees(".hint h3", "where to look");

        browser.tabTo("#examples > li > button[aria-expanded=false]");
        assertThat(browser.script("return getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
        browser.press(Keys.SPACE);
        assertThat(browser.script("return document.activeElement.getAttribute('aria-expanded')"))
                .isEqualTo("true");

        goTo("/en/exercise/" + FIRST);
        browser.tabTo("#reset");
        browser.press(Keys.ENTER);
        browser.press(Keys.ENTER);
        browser.sees("#said", "The stub is back.");
        assertThat(course.exercise(FIRST).source()).hasContent(course.stub(FIRST));
    }

    @Test
    void nobodyIsKeptOutByTheWayItIsMade() throws IOException {
        isWrong();
        var places = List.of("/en/", "/zh/lesson/05-select-server", "/en/exercise/" + FIRST);
        for (var place : places) {
            for (var scheme : List.of("light", "dark")) {
                browser.prefers(scheme);
                browser.isWide(scheme.equals("light") ? 1440 : 360);
                goTo(place);
                browser.awaits(
                        "it is alive", () -> assertThat(browser.text("#connection")).isEmpty());

                assertThat(browser.findingsOfAxe()).as("%s, %s", place, scheme).isEmpty();
                assertThat(
                                (Boolean)
                                        browser.script(
                                                "return document.documentElement.scrollWidth <="
                                                        + " innerWidth"))
                        .as("%s fits", place)
                        .isTrue();
            }
        }
    }

    @Test
    void afterASleepItGoesOn() throws IOException {
        goTo("/en/exercise/" + FIRST);
        browser.isOffline(true);
        browser.script("document.dispatchEvent(new Event('visibilitychange'))");
        browser.sees("#connection", "does not answer");
        course.write(FIRST, course.stubWith(FIRST, "/* after a sleep */ " + WRONG));

        browser.isOffline(false);

        browser.awaits(
                "what has come meanwhile",
                () -> assertThat(browser.all("li[data-verdict=failed]")).isNotEmpty());
        browser.awaits("it is alive", () -> assertThat(browser.text("#connection")).isEmpty());
        browser.complaints();
    }

    @Test
    void nothingIsAskedForElsewhere() {
        for (var place : List.of("/en/", "/en/lesson/07-rabbitmq", "/zh/exercise/7.2")) {
            goTo(place);

            assertThat(
                            browser.script(
                                    """
                                    return performance.getEntriesByType("resource")
                                      .map(one => new URL(one.name).origin)
                                      .filter(one => one !== location.origin)
                                      .join();
                                    """))
                    .isEqualTo("");
        }
    }
}
