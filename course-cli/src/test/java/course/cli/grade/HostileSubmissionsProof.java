package course.cli.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import course.cli.answer.Lesson;
import course.cli.grade.jvm.JvmSettings;
import course.cli.grade.result.GradedExercise;
import course.cli.grade.result.GradedSubmission;
import course.cli.grade.result.Grading;
import course.cli.grade.sandbox.Limits;
import course.cli.grade.sandbox.Sandbox;
import course.cli.grade.submission.Submission;
import course.cli.grade.submission.Submissions;
import course.cli.trial.CourseCopy;
import course.cli.workspace.Exercise;
import course.kit.report.Result;
import course.kit.report.Verdict;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A class of hostile and unlucky submissions, graded beside each other, in one grading: each gets
 * what is due to it, and none costs another one a point. Nothing of them is refused before it is
 * run, so that all that the reading of class files would not see is met by the engine alone: hence
 * the hostile ones run in a sandbox or not at all.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileSubmissionsProof {
    private static final String ID = "3.1";
    private static final int ALL = 17;
    private static final String CONSTRUCTOR = "    public ExerciseGreenlets() {\n";

    @TempDir private static Path folder;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private CourseCopy course;
    private Exercise exercise;
    private Path all;
    private Sandbox sandbox;
    private Grading grading;

    /** Reads nothing. */
    private static final class NoRefusals implements Refusals {
        @Override
        public List<String> of(Exercise exercise, Lesson lesson, Map<String, byte[]> classes) {
            return List.of();
        }

        @Override
        public void close() {}
    }

    @BeforeAll
    void grade() throws Exception {
        course = CourseCopy.in(Files.createDirectory(folder.resolve("course")));
        exercise = course.exercise(ID);
        all = Files.createDirectory(folder.resolve("class"));
        sandbox =
                Sandbox.best(
                        JvmSettings.readable(
                                Lesson.of(course.workspace(), exercise.lesson()).classPath()));
        try (var server = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            writeUnlucky();
            if (isSandboxed()) {
                writeHostile();
                writeCurious(server.getLocalPort());
            }
            grading = graded(2);
        }
    }

    private Grading graded(int jobs) throws IOException, InterruptedException {
        try (var grader = grader(jobs)) {
            return grader.grade(submissions(), one -> heard.add(one.name()));
        }
    }

    private List<Submission> submissions() throws IOException {
        return new Submissions(course.workspace()).in(List.of(all));
    }

    private Grader grader(int jobs) throws IOException {
        return new Grader(
                course.workspace(),
                List.of(exercise),
                jobs,
                lessons -> new NoRefusals(),
                _ ->
                        new JvmSettings(
                                sandbox,
                                Limits.USUAL,
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(1)));
    }

    @AfterAll
    void close() throws IOException {
        course.close();
    }

    private void writeUnlucky() throws IOException {
        var right = course.right(ID);
        write("right", right);
        write("stub", course.stub(ID));
        write("stub with other line ends", course.stub(ID).replace("\n", "\r\n"));
        write("line ends, mark and warnings", "\uFEFF" + warning(right).replace("\n", "\r\n"));
        write("broken", right.replace("scope = new ", "scope = new My"));
        write("of another class", right.replace("ExerciseGreenlets", "MyGreenlets"));
        write("of another package", "package course.kit;\nclass Track {}\n");
        Files.writeString(
                file("latin", "ExerciseGreenlets.java"),
                right.replace("public final class", "// caf\u00e9\npublic final class"),
                StandardCharsets.ISO_8859_1);
        Files.createDirectory(all.resolve("empty"));
        write("with a helper", right.replace(CONSTRUCTOR, CONSTRUCTOR + "Helper.help();\n"));
        Files.writeString(
                file("with a helper", "Helper.java"),
                "package course.greenlet.exercise;\nclass Helper { static void help() {} }\n");
        writeBad("makes javac work", deep());
        write("makes javac give up", doubled());
        write(
                "fails everywhere",
                right.replace(
                        CONSTRUCTOR,
                        CONSTRUCTOR + "if (true) { throw new IllegalStateException(); }\n"));
        write("makes megabytes of classes", large());
        write("makes megabytes of errors", oneLine());
        write(
                "has a class of a long name",
                right.replace(
                        CONSTRUCTOR, "class %s {}\n".formatted("L".repeat(300)) + CONSTRUCTOR));
        write(
                "with a helper of Latin",
                right.replace(CONSTRUCTOR, CONSTRUCTOR + "Helper.help();\n"));
        Files.writeString(
                file("with a helper of Latin", "Helper.java"),
                "package course.greenlet.exercise;\n// caf\u00e9\n"
                        + "class Helper { static void help() {} }\n",
                StandardCharsets.ISO_8859_1);
        write("with another one broken", right);
        Files.writeString(file("with another one broken", "ExerciseGenerators.java"), "oops");
    }

    private static String warning(String right) {
        return right.replace(
                CONSTRUCTOR,
                "    @SuppressWarnings(\"nonsense\") java.util.List raw = new"
                        + " java.util.ArrayList();\n"
                        + CONSTRUCTOR);
    }

    private void writeHostile() throws IOException {
        writeBad("halts", "Runtime.getRuntime().halt(0);");
        writeBad("exits", "System.exit(0);");
        writeBad("spins", "while (true) {}");
        writeBad("recurses", "bad();");
        writeBad(
                "fills the heap",
                "var all = new java.util.ArrayList<long[]>();"
                        + " while (true) { all.add(new long[1_000_000]); }");
        writeBad("says much", "throw new IllegalStateException(\"x\".repeat(50_000_000));");
        writeBad(
                "floods",
                "var out = new java.io.FileOutputStream(java.io.FileDescriptor.out);"
                        + " for (var i = 0; i < 2_000; i++) { out.write(new byte[10_000]); }");
        writeBad("leaves a thread", "new Thread(() -> { while (true) {} }).start();");
        writeBad(
                "hides a thread",
                "new Thread(() -> { while (true) {} }, \"the example\") { public"
                        + " StackTraceElement[] getStackTrace() { while (true) {} } }.start();");
        writeBad("aborts", "throw new org.opentest4j.TestAbortedException(\"not for me\");");
        writeBad("assumes", "org.junit.jupiter.api.Assumptions.abort();");
        writeBad("starts a child", "new ProcessBuilder(\"sleep\", \"1000\").start();");
        writeBad(
                "fills the disk",
                "try (var out = new java.io.FileOutputStream(\"big\")) {"
                        + " while (true) { out.write(new byte[1_000_000]); } }");
        writeBad(
                "ends what it can",
                "ProcessHandle.allProcesses().filter(one -> one.pid() !="
                    + " ProcessHandle.current().pid()).forEach(ProcessHandle::destroyForcibly);");
        write("hangs everywhere", hanging());
        writeForger();
    }

    /** Before the first example has begun. */
    private String hanging() {
        return course.right(ID)
                .replace(CONSTRUCTOR, "    static { while (Boolean.TRUE) {} }\n" + CONSTRUCTOR);
    }

    private boolean isSandboxed() {
        return !sandbox.told().startsWith("none");
    }

    private void assumeSandbox() {
        assumeTrue(isSandboxed(), sandbox.told());
    }

    /** Nested so deeply that javac may run out of stack. */
    private static String deep() {
        return "int x = " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + ";";
    }

    /** Constants that javac adds up, until they are larger than its heap. */
    private String doubled() {
        var code = new StringBuilder("    static final String A0 = \"0123456789abcdef\";\n");
        for (var i = 1; i < 40; i++) {
            code.append("    static final String A%s = A%s + A%<s;\n".formatted(i, i - 1));
        }
        return course.right(ID).replace(CONSTRUCTOR, code + CONSTRUCTOR);
    }

    /** With the same long text in many constants: more than the grader is told of classes. */
    private String large() {
        var code = new StringBuilder();
        code.append("    static final String A = \"%s\";\n".formatted("x".repeat(65_000)));
        for (var i = 0; i < 150; i++) {
            code.append("    static String a%s() { return A + \"%<s\"; }\n".formatted(i));
        }
        return course.right(ID).replace(CONSTRUCTOR, code + CONSTRUCTOR);
    }

    /** javac shows the whole line with each error. */
    private String oneLine() {
        var code = new StringBuilder();
        for (var i = 0; i < 20; i++) {
            code.append("int e%s = none%<s; ".formatted(i));
        }
        code.append("/* %s */%n".formatted("y".repeat(900_000)));
        return course.right(ID).replace(CONSTRUCTOR, code + CONSTRUCTOR);
    }

    /** Does nothing, and says that all is well, wherever that can be said. */
    private void writeForger() throws IOException {
        var passed =
                "{\\\"kind\\\":\\\"EXAMPLE_ENDS\\\",\\\"result\\\":{\\\"exercise\\\":\\\"3.1\\\","
                        + "\\\"verdict\\\":\\\"passed\\\"}}\\n";
        var code =
                """
                static {
                    for (var i = 0; i < 64; i++) {
                        try (var out = new java.io.FileOutputStream("/proc/self/fd/" + i)) {
                            out.write("%s".getBytes());
                        } catch (java.io.IOException no) {}
                    }
                    try (var socket = java.nio.channels.SocketChannel.open(
                            java.net.UnixDomainSocketAddress.of(
                                    System.getProperty("course.output").replace("own", "line")))) {
                        socket.write(java.nio.ByteBuffer.wrap("%<s".getBytes()));
                    } catch (java.io.IOException no) {}
                }
                """
                        .formatted(passed);
        write("forges", course.stub(ID).replace(CONSTRUCTOR, code + CONSTRUCTOR));
    }

    /** They fail if they can do what they try. */
    private void writeCurious(int port) throws IOException {
        writeBad(
                "reads the JVM's memory", tried("new java.io.FileInputStream(\"/proc/self/mem\")"));
        writeBad(
                "reads the JVM's environment",
                tried("new java.io.FileInputStream(\"/proc/self/environ\")"));
        writeBad(
                "reads its neighbour",
                tried(
                        "new java.io.FileInputStream(\"%s\")"
                                .formatted(all.resolve("right/ExerciseGreenlets.java"))));
        writeBad("calls the host", tried("new java.net.Socket(\"127.0.0.1\", %s)".formatted(port)));
        writeBad("writes elsewhere", tried("new java.io.FileOutputStream(\"/tmp/x\")"));
        writeBad(
                "changes its classes",
                tried(
                        "new java.io.FileOutputStream(System.getProperty(\"course.output\")"
                                + ".replace(\"own\", \"classes/x\"))"));
        writeBad(
                "sees others",
                "if (ProcessHandle.allProcesses().count() > 4) throw new AssertionError();");
    }

    private static String tried(String opened) {
        return "try (var opened = %s) { throw new AssertionError(\"it could\"); }".formatted(opened)
                + " catch (java.io.IOException no) {}";
    }

    /** A right answer that does something bad in its third example. */
    private void writeBad(String name, String code) throws IOException {
        var bad =
                """
                    private static int made;

                    private static void bad() throws Exception {
                        %s
                    }

                """;
        var call =
                "        if (++made == 3) try { bad(); } catch (Exception e) { throw new"
                    + " IllegalStateException(e.toString().substring(0, 10) + e.getMessage(), e);"
                    + " }\n";
        var right = course.right(ID);
        assertThat(right).contains(CONSTRUCTOR);
        write(name, right.replace(CONSTRUCTOR, bad.formatted(code) + CONSTRUCTOR + call));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(file(name, "ExerciseGreenlets.java"), text);
    }

    private Path file(String name, String file) throws IOException {
        var place =
                all.resolve(name)
                        .resolve(course.root().relativize(exercise.source()))
                        .resolveSibling(file);
        Files.createDirectories(place.getParent());
        return place;
    }

    private GradedSubmission submission(String name) {
        return grading.submissions().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private GradedExercise of(String name) {
        assertThat(submission(name).defect()).as("the defect of '%s'", name).isEmpty();
        return submission(name).exercises().getFirst();
    }

    private static List<Result> failed(GradedExercise graded) {
        return graded.examples().stream().filter(one -> one.verdict() != Verdict.PASSED).toList();
    }

    private void hasAllPoints(String name) {
        assertThat(failed(of(name))).as("what has not passed of '%s'", name).isEmpty();
        assertThat(of(name).points()).isEqualTo(1);
    }

    private void losesOneExample(String name, String words) {
        var graded = of(name);
        assertThat(failed(graded)).as("what has not passed of '%s'", name).hasSize(1);
        assertThat(failed(graded).getFirst().message()).as("'%s'", name).contains(words);
    }

    private void wasNotRun(String name, String words) {
        assertThat(of(name).score().notRun()).as("'%s'", name).isEqualTo(ALL);
        assertThat(of(name).trouble()).as("'%s'", name).contains(words);
    }

    @Test
    void everySubmissionHasEveryExample() {
        assertThat(heard).hasSameSizeAs(grading.submissions());
        assertThat(grading.submissions())
                .allSatisfy(one -> assertThat(one.defect()).as(one.name()).isEmpty());
        for (var one : grading.submissions()) {
            assertThat(of(one.name()).examples()).as(one.name()).hasSize(ALL);
        }
    }

    @Test
    void rightAnswersHaveAllPoints() {
        hasAllPoints("right");
        hasAllPoints("line ends, mark and warnings");
        hasAllPoints("with a helper");
        hasAllPoints("with another one broken");
    }

    @Test
    void whatIsNotBegunIsToDo() {
        for (var name : List.of("stub", "stub with other line ends")) {
            assertThat(of(name).score().toDo()).as(name).isEqualTo(ALL);
            assertThat(of(name).seconds()).as(name).isZero();
        }
    }

    @Test
    void whatCannotBeCompiledIsTold() {
        wasNotRun("broken", "cannot find symbol");
        wasNotRun("broken", "ExerciseGreenlets.java:");
        wasNotRun("of another class", "MyGreenlets");
        wasNotRun("of another package", "course.kit.Track, which is not in the package");
        wasNotRun("latin", "is no UTF-8 (line ");
        wasNotRun("empty", "ExerciseGreenlets.java is not in the submission");
        wasNotRun("makes javac give up", "javac needs more than");
        wasNotRun("makes javac work", "javac has given up");
        wasNotRun("makes megabytes of classes", "its classes come to more than 4 MB");
        wasNotRun("makes megabytes of errors", "cannot find symbol");
        wasNotRun("has a class of a long name", "whose name is too long for a file: ");
        wasNotRun("with a helper of Latin", "Helper.java is no UTF-8, and was left out");
    }

    @Test
    void theEndOfAJvmCostsOneExample() {
        assumeSandbox();
        for (var name : List.of("halts", "exits")) {
            assertThat(of(name).score().passed()).as(name).isBetween(2, ALL - 1);
            assertThat(failed(of(name)))
                    .as(name)
                    .anySatisfy(one -> assertThat(one.message()).contains("ended"));
        }
    }

    @Test
    void whateverOneExampleDoesTheOthersCount() {
        assumeSandbox();
        losesOneExample("spins", "no end within");
        losesOneExample("recurses", "StackOverflowError");
        losesOneExample("says much", "characters are left out");
        losesOneExample("leaves a thread", "left behind");
        losesOneExample("hides a thread", "left behind");
        losesOneExample("starts a child", "left behind");
        losesOneExample("aborts", "not for me");
        losesOneExample("assumes", "ExerciseGreenlets.bad");
        losesOneExample("fills the disk", "IOExc");
        hasAllPoints("floods");
        hasAllPoints("ends what it can");
        assertThat(of("fills the heap").score().passed()).isBetween(2, ALL - 1);
    }

    @Test
    void whoSaysThatAllIsWellHasNothing() {
        assumeSandbox();
        assertThat(of("forges").score().passed()).isZero();
        assertThat(of("forges").examples())
                .allSatisfy(one -> assertThat(one.verdict()).isNotEqualTo(Verdict.SKIPPED));
    }

    @Test
    void inTheSandboxThereIsNothingToSee() {
        assumeSandbox();
        hasAllPoints("reads the JVM's memory");
        hasAllPoints("reads the JVM's environment");
        hasAllPoints("reads its neighbour");
        hasAllPoints("calls the host");
        hasAllPoints("writes elsewhere");
        hasAllPoints("changes its classes");
        hasAllPoints("sees others");
    }

    @Test
    void whatHangsEverywhereIsNotWaitedForTwice() {
        assumeSandbox();
        assertThat(of("hangs everywhere").score().hung()).isEqualTo(ALL);
        assertThat(of("hangs everywhere").notes())
                .containsExactly(
                        "nothing passed, nor did some of it when it was tried again alone");
    }

    @Test
    void whatFailedWasTriedAgainAloneAndThatIsTold() {
        assumeSandbox();
        assertThat(of("aborts").notes())
                .containsExactly("it was tried again alone, and came to the same");
        assertThat(of("fails everywhere").notes())
                .containsExactly(
                        "nothing passed, nor did some of it when it was tried again alone");
    }

    @Test
    void theSameCodeIsJudgedOnceInAGradingAndAnewInTheNext() throws Exception {
        var right = submissions().stream().filter(one -> one.name().equals("right")).toList();
        var twice = List.of(right.getFirst(), copy(right.getFirst()));
        try (var grader = grader(1)) {
            assertThat(judgedElsewhere(grader.grade(twice, one -> {}))).containsExactly("copy");
            assertThat(judgedElsewhere(grader.grade(twice, one -> {}))).containsExactly("copy");
        }
    }

    private static Submission copy(Submission original) {
        return new Submission("copy", original.files(), original.notes(), original.defect());
    }

    private static List<String> judgedElsewhere(Grading grading) {
        return grading.submissions().stream()
                .filter(one ->
                        one.exercises().getFirst().notes().stream()
                                .anyMatch(note -> note.contains("it was judged once")))
                .map(GradedSubmission::name)
                .toList();
    }
}
