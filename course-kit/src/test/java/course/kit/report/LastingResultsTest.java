package course.kit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import course.kit.jvm.ChildJvm;
import course.kit.sample.Beginners;
import course.kit.sample.EchoSpec;
import course.kit.sample.Ending;
import course.kit.sample.Launch;
import course.kit.sample.Trouble;
import course.kit.sample.Trouble.Kind;
import course.kit.sample.TroubleSpec;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What an answer throws, prints or does can't unmake a result. */
class LastingResultsTest {
    private static final String SECOND = "theSecondWordComesBack";

    @TempDir static Path folder;

    private static Run trouble;

    private record Run(String output, int status, ResultFile file) {
        Result of(Kind kind) {
            return file.examples().stream()
                    .filter(result -> result.example().endsWith(", " + kind))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no result of " + kind + ":\n" + output));
        }

        List<String> messages() {
            return file.examples().stream().map(Result::message).toList();
        }
    }

    @BeforeAll
    static void makeAllTheTrouble() throws Exception {
        trouble = run(TroubleSpec.class, Trouble.Maker.class);
    }

    @Test
    void noneOfItIsLost() {
        assertThat(trouble.file().examples())
                .as(trouble.output())
                .hasSize(Kind.values().length + 1)
                .last()
                .extracting(Result::method, Result::verdict)
                .containsExactly("whatComesAfterwardsGoesWell", Verdict.PASSED);
    }

    @Test
    void tableFileJUnitAndStatusAgree() {
        assertThat(trouble.file().exercises())
                .singleElement()
                .isEqualTo(
                        new ResultFile.ExerciseResult(
                                "0.6", "Trouble", Kind.values().length + 1, 3, 1, 16, 0, 0, 0));
        assertThat(trouble.output())
                .contains("JUnit: 3 passed, 17 failed, 0 aborted")
                .contains("0.6   Trouble ..   3 of 20  16 failed, 1 to do")
                .contains("it can still be read")
                .hasSizeLessThan(100 * 1024);
        assertThat(trouble.status()).isOne();
    }

    @ParameterizedTest
    @EnumSource(names = {"STREAMS_REPLACED", "STREAMS_CLOSED"})
    void theStreamsAreAnswersOwn(Kind kind) {
        assertThat(trouble.of(kind).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void propertiesAreReadBeforeTheAnswerIs() {
        assertThat(trouble.of(Kind.PROPERTIES))
                .extracting(Result::verdict, Result::message)
                .first()
                .isEqualTo(Verdict.TO_DO);
        assertThat(trouble.file())
                .extracting(ResultFile::module, ResultFile::track)
                .containsExactly("sample", "exercise");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    NO_MESSAGE              | java.io.IOException
                    MESSAGE_THROWS          | Trouble$MessageThrows, whose toString() throws
                    MESSAGE_HANGS           | Trouble$MessageHangs, whose getMessage() does not end
                    MESSAGE_OF_50_MB        | characters are left out here
                    MESSAGE_OF_50_MB        | xxxthe end
                    TEXT_IS_NULL            | Trouble$TextIsNull
                    STACK_THROWS            | Trouble$StackThrows, whose getStackTrace() throws
                    CAUSES_IN_A_CIRCLE      | java.io.IOException: round
                    CAUSES_WITHOUT_END      | Trouble$CausesWithoutEnd
                    MANY_SUPPRESSED         | java.io.IOException: many
                    NOT_SERIALIZABLE        | Trouble$NotSerializable: as it is
                    ABORTED                 | only a spec skips an example, and your code threw
                    ABORTED                 | TestAbortedException: not today
                    STACK_OVERFLOW          | java.lang.StackOverflowError
                    OUT_OF_MEMORY           | java.lang.OutOfMemoryError
                    UNCAUGHT_MESSAGE_THROWS | behind ended with course.kit.sample.Trouble$Message
                    VIRTUAL_THREAD_LEFT     | left behind: the virtual thread "ghost", in
                    GRANDCHILD_LEFT         | left behind: the process
                    GRANDCHILD_LEFT         | sleep
                    """)
    void whatWentWrongIsTold(Kind kind, String words) {
        var result = trouble.of(kind);

        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.message()).contains(words).hasSizeLessThan(40 * 1024);
    }

    @Test
    void aConstructorThatHangsHasHung() throws Exception {
        var run = run(EchoSpec.class, Beginners.WithAConstructorThatHangs.class);

        assertThat(run.file().examples())
                .as(run.output())
                .hasSize(3)
                .allSatisfy(result -> {
                    assertThat(result.verdict()).isEqualTo(Verdict.HUNG);
                    assertThat(result.message())
                            .startsWith("no end within ")
                            .contains("await", "(Beginners.java:");
                });
    }

    @Test
    void anInitializerThatHangsHasHungForEveryExample() throws Exception {
        var run = run(EchoSpec.class, Beginners.WithAnInitializerThatHangs.class);

        assertThat(run.file().examples())
                .as(run.output())
                .hasSize(3)
                .allSatisfy(result -> {
                    assertThat(result.verdict()).isEqualTo(Verdict.HUNG);
                    assertThat(result.message()).contains("(Beginners.java:");
                });
    }

    @Test
    void aConstructorThatThrowsTellsItsOwnWords() throws Exception {
        assertThat(run(EchoSpec.class, Beginners.WithAConstructorThatThrows.class).messages())
                .hasSize(3)
                .allSatisfy(message ->
                        assertThat(message)
                                .startsWith("java.lang.IllegalStateException: no beginning"));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Beginners.WithAnInitializerThatThrows.class,
                Beginners.WithAHelperThatThrows.class
            })
    void anInitializerThatThrowsTellsItsOwnWordsInEveryExample(Class<?> candidate)
            throws Exception {
        assertThat(run(EchoSpec.class, candidate).messages())
                .hasSize(3)
                .allSatisfy(message ->
                        assertThat(message)
                                .contains(
                                        "java.lang.NumberFormatException: For input string: \"no"
                                                + " number\""));
    }

    @Test
    void whatEndsTheJvmCostsWhatHadNotRun() throws Exception {
        var run = run(EchoSpec.class, Ending.class);

        assertThat(run.file().examples())
                .extracting(Result::method, Result::verdict)
                .containsExactly(
                        tuple("theFirstWordComesBack", Verdict.PASSED),
                        tuple(SECOND, Verdict.FAILED),
                        tuple("aWordComesBackInTheBackground", Verdict.NOT_RUN));
        assertThat(run.file().examples().get(1).message())
                .startsWith("the JVM ended while this example ran");
        assertThat(run.file().score()).isEqualTo(0.333);
    }

    private static Run run(Class<?> spec, Class<?> candidate) throws Exception {
        var output = folder.resolve(candidate.getSimpleName());
        var log = folder.resolve("log.txt");
        var command =
                ChildJvm.command(
                        List.of(
                                "-Xmx512m",
                                "-Dcourse.strict=true",
                                "-Dcourse.deadline=2",
                                "-Dcourse.module=sample",
                                "-Dcourse.output=" + output,
                                "-Dcourse.candidate=" + candidate.getName()),
                        Launch.class.getName(),
                        List.of(spec.getName()));
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        process.getOutputStream().close();
        var status = process.waitFor();
        return new Run(
                Files.readString(log, StandardCharsets.UTF_8),
                status,
                ResultFile.read(output.resolve("exercise.json")));
    }
}
