package course.kit.track;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which {@code -Dtest} is an error, and what is said about it. */
class NamedTestsTest {
    @TempDir Path course;

    @BeforeEach
    void writeSpecs() throws IOException {
        write(
                "01-one/src/test/java/a/OneSpec.java",
                """
                class OneSpec extends Shared {
                    @Test
                    void aIsB() throws Exception {}

                    @ParameterizedTest
                    @ValueSource(ints = {1, 2})
                    void cIsD(int number) {}

                    private void helper() {}

                    @Nested class Part {
                        @Test void eIsF() {}
                    }

                    @Nested
                    class OtherPart extends OneOther {
                        OtherPart() {}
                    }
                }
                """);
        write(
                "01-one/src/test/java/a/OneOther.java",
                "abstract class OneOther { @Test void iIsJ() {} }");
        write(
                "01-one/src/test/java/a/Shared.java",
                "class Shared { @BeforeEach void open() {} @OnAll void inherited(Kind kind) {} }");
        write("02-two/src/test/java/b/TwoSpec.java", "class TwoSpec { @Test void gIsH() {} }");
        write("course-kit/src/main/java/course/kit/proof/AnyProof.java", "class AnyProof {}");
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(course.resolve(file).getParent());
        Files.writeString(course.resolve(file), text);
    }

    private String complaint(String selected, String asked) throws IOException {
        return NamedTests.complaint(course, selected, asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "OneSpec",
                "a.OneSpec",
                "a/OneSpec.java",
                "**/One*",
                "O?eSpec",
                "OneSpec$Part",
                "OneSpec#aIsB",
                "OneSpec#aIsB+cIs*",
                "OneSpec#cIsD[2]",
                "OneSpec#inherited",
                "OneSpec$Part#eIsF",
                "OneSpec$OtherPart#iIsJ",
                "OneSpec, AnyProof",
                "!OneSpec",
                "%regex[.*One.*]",
                "*"
            })
    void whatIsThereIsNoError(String asked) throws IOException {
        assertThat(complaint("-pl [01-one]", asked)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"OnSpec", "onespec", "Shared", "OneSpec,TwSpec", "TwoSpec", "OneSpec$Pat"})
    void anotherNameIsAnErrorThatListsWhatIsThere(String asked) throws IOException {
        assertThat(complaint("-pl [01-one]", asked))
                .endsWith("there is no such test. There are\n  in 01-one: OneSpec");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OneSpec#aIsC",
                "OneSpec#aIsB+aIsC",
                "OneSpec#helper",
                "OneSpec#open",
                "OneSpec#iIsJ"
            })
    void anExampleThatIsNotThereIsAnErrorThatListsTheOthers(String asked) throws IOException {
        assertThat(complaint("-pl [01-one]", asked))
                .isEqualTo(
                        "-Dtest=%s: OneSpec has no example of that name. It has\n".formatted(asked)
                                + "  aIsB\n  cIsD\n  eIsF\n  inherited\n  $OtherPart#iIsJ");
    }

    @Test
    void withoutAModuleAnyOfThemMayHaveIt() throws IOException {
        assertThat(complaint("-pl []", "TwoSpec#gIsH")).isEmpty();
        assertThat(complaint("-pl []", "ThreeSpec"))
                .endsWith("There are\n  in 01-one: OneSpec\n  in 02-two: TwoSpec");
    }
}
