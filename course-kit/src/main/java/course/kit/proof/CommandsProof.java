package course.kit.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import static java.util.Map.entry;

import course.kit.Program;
import course.kit.text.CommandLines;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every command that the module's README shows runs as it is typed, in a fresh clone. What listens
 * stays until the next heading, as in a terminal beside the others.
 */
class CommandsProof {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** For what measures, and has begun to print: all that it prints has a proof of its own. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(5);

    private static final String LESSONS_PROOF = "mvn verify -Pproof -pl 05-select-server";

    private static final Map<String, String> NOT_RUN =
            Map.ofEntries(
                    entry("mvn verify -Pproof", "it is the proof"),
                    entry("mvn verify -Pproof -Dformat=apply", "it is the proof"),
                    entry(LESSONS_PROOF + " -Dcatalogue=apply", "it is the proof of a lesson"),
                    entry(LESSONS_PROOF + " -Dstubs=apply", "it is the proof of a lesson"),
                    entry(
                            LESSONS_PROOF + " -Dtest=TranslationProof -Dtranslation=apply",
                            "it is the proof of a lesson"),
                    entry(
                            LESSONS_PROOF + " -Dtest=MistakesProof -Dmatrix=true",
                            "it takes minutes, and writes what is checked in"),
                    entry("bash .ci/run", "it installs packages, and runs the proof"),
                    entry("mvn -B test -Dtrack=exercise", "grading has a proof of its own"),
                    entry(
                            "git archive --format=zip --add-file=grading/setup.sh"
                                    + " --add-file=grading/run_autograder"
                                    + " --output=autograder.zip HEAD",
                            "it packs what is committed, and this clone is no repository"),
                    entry("./course", "the screen has a proof of its own"),
                    entry("./course page", "the page has a proof of its own"),
                    entry(
                            "mvn verify -Pproof -pl course-cli -Dtest=PageProof",
                            "the whole build runs it"),
                    entry(
                            "mvn verify -Pproof -pl course-cli"
                                    + " -Dtest=WatchScreenProof#theTerminalIsLeftAsItWas",
                            "the whole build runs it"),
                    entry(
                            "mvn test -pl " + Lesson.FOLDER.getFileName(),
                            "this build has just done it"));

    private static final Pattern ANYTHING = Pattern.compile(".+");
    private static final Pattern NOTHING = Pattern.compile("(?!)");
    private static final Pattern LISTENS =
            Pattern.compile(".*(listening on|starting up on|To exit press).*");
    private static final Pattern MEASURES =
            Pattern.compile(".*([/ ]\\w*(Cost|Rate|Crash|Backends)Demo| -Dbench)\\b.*");
    private static final Pattern DEMO = Pattern.compile("\\./course demo .*|.* exec:exec .*");
    private static final Pattern NOT_DONE =
            Pattern.compile(".* -Dtrack=exercise.*|\\./course (list|run|answer|undo)\\b.*");
    private static final Pattern NEEDS = Pattern.compile("needs .*: install .*");
    private static final Pattern SCORE = Pattern.compile(".*your exercises, score .*");

    private final List<Program> terminals = new ArrayList<>();

    /** The texts whose commands are run. */
    List<Path> texts() {
        return List.of(Lesson.FOLDER.resolve("README.md"));
    }

    @TestFactory
    @Execution(ExecutionMode.SAME_THREAD)
    Stream<DynamicTest> everyCommandRunsAsTyped() throws IOException {
        var clone = FreshClone.of(Lesson.FOLDER.getParent());
        var tests = new ArrayList<DynamicTest>();
        for (var text : texts()) {
            for (var section : CommandLines.in(Files.readString(text)).sections()) {
                for (var command : section.commands()) {
                    tests.add(DynamicTest.dynamicTest(command, () -> run(command, clone)));
                }
                tests.add(
                        DynamicTest.dynamicTest(
                                "all that listens under \"%s\" ends".formatted(section.heading()),
                                this::endAll));
            }
        }
        tests.add(
                DynamicTest.dynamicTest(
                        "git sees nothing of it", () -> assertThat(clone.changes()).isEmpty()));
        return tests.stream().onClose(() -> terminals.forEach(Program::close));
    }

    private void run(String command, FreshClone clone) throws Exception {
        if (NOT_RUN.containsKey(command)) {
            skip(command, NOT_RUN.get(command));
        }
        if (command.startsWith("docker pull ")) {
            skip(command, "the proof fetches nothing but what Maven needs");
        }
        programs(command)
                .filter(Predicate.not(CommandsProof::isInstalled))
                .findFirst()
                .ifPresent(missing -> skip(command, missing + " is not installed"));
        var program = Program.start(shell(command, clone));
        terminals.add(program);
        if (goesOn(program, command)) {
            return;
        }
        terminals.remove(program);
        program.lines().stream()
                .filter(NEEDS.asMatchPredicate())
                .findFirst()
                .ifPresent(line -> skip(command, line));
        if (NOT_DONE.matcher(command).matches()) {
            assertThat(program.awaitEnd()).as("what is to do is red in a fresh clone").isEqualTo(1);
            if (command.contains("-Dtrack=exercise")) {
                assertThat(program.lines()).anyMatch(SCORE.asMatchPredicate());
            }
        } else {
            assertThat(program.awaitEnd())
                    .as("%s%nprinted:%n%s", command, String.join("\n", program.lines()))
                    .isZero();
        }
    }

    /** Because it listens; or because it measures, and has been ended meanwhile. */
    private boolean goesOn(Program program, String command) throws InterruptedException {
        if (command.startsWith("nc ")) { // some stay when they have heard the end of their input
            return program.awaitLineOrEnd(ANYTHING, LIMIT);
        }
        if (!MEASURES.matcher(command).matches()) {
            return program.awaitLineOrEnd(
                    DEMO.matcher(command).matches() ? LISTENS : NOTHING, LIMIT);
        }
        if (!program.awaitLineOrEnd(ANYTHING, LIMIT)) {
            return false;
        }
        try {
            return program.awaitLineOrEnd(NOTHING, LONG_ENOUGH);
        } catch (AssertionError itGoesOn) {
            terminals.remove(program);
            program.interrupt();
            return true;
        }
    }

    private void endAll() throws InterruptedException {
        for (var program : terminals.reversed()) {
            program.interrupt();
        }
        terminals.clear();
    }

    private static void skip(String command, String reason) {
        System.out.printf("skipped: %s (%s)%n", command, reason);
        abort(reason);
    }

    /** One line is typed, and then Ctrl-D: who listens to the keyboard says something, and ends. */
    private static ProcessBuilder shell(String command, FreshClone clone) throws IOException {
        var typed = clone.folder().resolveSibling("typed.txt");
        Files.writeString(typed, "hello\n");
        var shell =
                new ProcessBuilder("sh", "-c", command)
                        .directory(clone.folder().toFile())
                        .redirectInput(typed.toFile())
                        .redirectErrorStream(true);
        var environment = shell.environment();
        environment
                .keySet()
                .removeIf(name -> name.startsWith("MAVEN_") && !name.equals("MAVEN_OPTS"));
        var maven = System.getProperty("course.maven");
        if (maven != null) { // the one that runs this build, on its own Java
            environment.put("JAVA_HOME", System.getProperty("course.maven.java"));
            environment.merge(
                    "PATH",
                    Path.of(maven, "bin").toString(),
                    (path, bin) -> bin + File.pathSeparator + path);
        }
        return shell;
    }

    /** The first word of each part of a pipe. */
    private static Stream<String> programs(String command) {
        return Arrays.stream(command.split(" \\| "))
                .map(part -> part.strip().replaceFirst("^(?:[A-Z_]+=\\S+ )+", "").split(" ")[0]);
    }

    private static boolean isInstalled(String program) {
        return program.equals("mvn")
                || program.startsWith("./")
                || Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
