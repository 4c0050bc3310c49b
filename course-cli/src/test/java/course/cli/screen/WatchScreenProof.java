package course.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import course.cli.progress.Progress;
import course.cli.trial.CourseCopy;
import course.cli.trial.Pane;
import course.cli.words.Columns;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The real screen, in a real terminal. */
class WatchScreenProof {
    private static final String ID = "2.1";

    @TempDir private Path folder;
    private CourseCopy course;
    private Pane pane;

    @BeforeAll
    static void hasTmux() {
        assumeTrue(Pane.isPossible(), "there is no tmux");
    }

    @BeforeEach
    void open() throws IOException {
        course = CourseCopy.in(folder);
        pane = new Pane(course.root(), 80, 24);
    }

    @AfterEach
    void close() throws IOException {
        pane.close();
        course.close();
    }

    private void watch() throws IOException {
        watch("0 of 39 done", "to do:", "TODO 2.1.1");
    }

    private void watch(String... seen) throws IOException {
        Files.createDirectories(folder.resolve(".course"));
        Files.writeString(
                folder.resolve(".course/progress.json"),
                "{\"version\": 1, \"current\": \"%s\", \"exercises\": {}}".formatted(ID));
        pane.course("watch");
        pane.sees(seen);
    }

    private void writeFirst(String code) throws IOException {
        course.write(ID, course.stubWith(ID, code));
    }

    private void finish() throws IOException {
        course.write(ID, course.right(ID));
        pane.sees("examples pass. It is done.", "1 of 39 done");
    }

    @Test
    void anExerciseIsFinished() throws Exception {
        watch();

        finish();

        pane.type("n");
        pane.sees("2.2 Generator", "examples pass: ");
        pane.type("q");
        pane.sees("shell>");
        assertThat(pane.screen()).doesNotContain("of 39 done");
    }

    @Test
    void anErrorOfTheCompilerIsShownWithItsLine() throws Exception {
        watch();

        writeFirst("int number = \"text\"; ");

        pane.sees("It was not run:", "ExerciseInterleaving.java:", "incompatible types", "^");
        finish();
        assertThat(pane.screen()).doesNotContain("incompatible types");
    }

    @Test
    void whatHangsCostsItsOwnRunAlone() throws Exception {
        watch();

        writeFirst("while (Thread.currentThread().isAlive()) {} ");

        pane.sees("hung", "no end within", "ExerciseInterleaving.java");
        finish();
    }

    @Test
    void whatEndsTheJvmIsToldOf() throws Exception {
        watch();

        writeFirst("System.exit(0); ");
        pane.sees("your code ended the whole JVM", "ExerciseInterleaving.java");

        writeFirst("Runtime.getRuntime().halt(0); ");
        pane.sees("the JVM ended while this example ran");

        finish();
    }

    @Test
    void aFloodIsShortened() throws Exception {
        watch();

        writeFirst("for (var i = 0; i < 1_000_000; i++) System.out.println(\"flood\"); ");
        pane.sees("to do:");
        writeFirst(
                "try (var flood = new java.io.FileOutputStream(java.io.FileDescriptor.out)) {"
                        + " while (true) flood.write(new byte[10_000]); }"
                        + " catch (java.io.IOException e) {} if (false) ");

        pane.sees("hung", "no end within");
        finish();
    }

    @Test
    void aFileThatIsGoneComesBack() throws Exception {
        watch();

        Files.delete(course.exercise(ID).source());
        pane.sees("ExerciseInterleaving.java is not there");

        pane.type("r");
        pane.sees("Press r once more");
        pane.type("r");
        pane.sees("is the stub again");
        pane.type("Escape");
        pane.sees("to do:", "TODO 2.1.1");
    }

    @Test
    void aResetIsTakenBack() throws Exception {
        watch();
        finish();

        pane.type("r", "r");
        pane.sees("is the stub again");
        pane.type("Escape");
        pane.sees("to do:", "0 of 39 done");

        pane.type("u");
        pane.sees("is again as it was");
        pane.type("Escape");
        pane.sees("It is done.", "1 of 39 done");
        assertThat(Files.readString(course.exercise(ID).source())).isEqualTo(course.right(ID));
    }

    @Test
    void theScreenFollowsItsSize() throws Exception {
        watch();

        pane.resize(120, 40);
        pane.sees("02-coroutines/src/main/java/course/coroutine/exercise");
        assertThat(pane.screen().lines()).hasSize(40);

        pane.resize(40, 10);
        pane.sees("2.1 Interleaving", "Next: TODO 2.1.1");
        pane.resize(80, 24);
        pane.sees("? help");
    }

    @Test
    void itSpeaksChinese() throws Exception {
        pane.enter("export COURSE_LANG=zh");
        watch("完成 0 / 39", "待做：", "下一步：TODO 2.1.1", "? 帮助");
        inItsColumns();

        pane.type("l");
        pane.sees("2.2   Generator                  待做", "上、下 选择   Enter 转到");
        inItsColumns();
        pane.type("Escape");
        pane.sees("待做：");
        pane.type("h");
        pane.sees("看哪里 (1/3)", "说得更多", "个用例通过了 0 个");
        inItsColumns();
        pane.type("?");
        pane.sees("给下一个 TODO 一条提示");
        inItsColumns();
    }

    /** The rules reach from one side to the other, and nothing has been pushed into a next line. */
    private void inItsColumns() {
        var lines = pane.screen().lines().toList();
        assertThat(lines).hasSize(24).allMatch(line -> Columns.of(line) <= 80);
        assertThat(lines)
                .filteredOn(line -> line.endsWith("━━"))
                .hasSize(2)
                .allMatch(line -> Columns.of(line) == 80);
    }

    @Test
    void theTerminalIsLeftAsItWas() throws Exception {
        pane.enter("stty -a > before.txt");
        watch();

        pane.type("C-z");
        pane.sees("Stopped");
        pane.enter("stty -a > stopped.txt; echo betw''een");
        pane.sees("between");
        pane.enter("fg");
        pane.sees("0 of 39 done", "? help");
        pane.type("C-c");
        pane.sees("shell>");

        assertThat(folder.resolve("stopped.txt")).hasSameTextualContentAs(file("before.txt"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> {
                    pane.enter("stty -a > after.txt; echo aft''erwards");
                    pane.sees("afterwards");
                    assertThat(folder.resolve("after.txt"))
                            .hasSameTextualContentAs(file("before.txt"));
                });
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    @Test
    void ofManySavesTheLastOneCounts() throws Exception {
        watch();

        for (var i = 0; i < 30; i++) {
            course.write(
                    ID,
                    course.stubWith(
                            ID,
                            "if (true) throw new IllegalStateException(\"number " + i + "\"); "));
            if (i % 3 == 0) {
                course.writeByRenaming(ID, course.stub(ID));
            }
            LockSupport.parkNanos(20_000_000);
        }

        pane.sees("number 29", "failed:");
        finish();
    }

    @Test
    void aTouchedFileIsNotRunAgain() throws Exception {
        watch();
        finish();
        var runs = runs();

        Files.setLastModifiedTime(course.exercise(ID).source(), FileTime.from(Instant.now()));
        course.writeByRenaming(ID, course.right(ID));
        writeFirst("");

        pane.sees(" examples pass: ", "to do:");
        assertThat(runs()).isEqualTo(runs + 1);
    }

    private int runs() {
        return Progress.of(course.workspace()).runs(course.exercise(ID));
    }

    @Test
    void nothingIsLeftOfItWhenItHasEnded() throws Exception {
        watch();
        writeFirst(
                "try { new ProcessBuilder(\"sleep\", \"1000\").start(); }"
                        + " catch (java.io.IOException e) {} while (true) {} } void more() { ");
        pane.sees("hung");

        pane.type("q");

        pane.sees("shell>");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> {
                    assertThat(started()).isEmpty();
                    assertThat(folder.resolve(".course/run")).isEmptyDirectory();
                });
    }

    /** All processes that work in the copy, beside the shell. */
    private List<ProcessHandle> started() {
        var mark = folder.resolve(".course").toString();
        return ProcessHandle.allProcesses().filter(one -> environment(one).contains(mark)).toList();
    }

    private static String environment(ProcessHandle process) {
        try {
            return Files.readString(
                    Path.of("/proc/" + process.pid() + "/environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException hasEnded) {
            return "";
        }
    }
}
