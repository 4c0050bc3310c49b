package course.kit.proof;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is printed, sent and compared is the same in every locale. A number goes into a text by
 * {@code %s}; where it needs a format of its own, that is {@code String.format(Locale.ROOT, …)}.
 * Learners need not know that: their code runs in English.
 */
class LocaleProof {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path CLASSES = Path.of("target");

    private static final String LITERAL = "\"\"\".*?\"\"\"|\"(?:[^\"\\\\\n]++|\\\\.)*\"";
    private static final Pattern COMMENT_OR_CODE =
            Pattern.compile(
                    LITERAL + "|'(?:[^'\\\\]|\\\\.)+'|//[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern STATEMENT =
            Pattern.compile(
                    "(?:" + LITERAL + "|'(?:[^'\\\\]|\\\\.)+'|[^;{}\"']++)+", Pattern.DOTALL);
    private static final Pattern LOCAL_NUMBER =
            Pattern.compile(
                    "(?<!%)(?:%%)*+%(?:\\d+\\$)?"
                            + "(?:[-+ 0,(#]*\\d*(?:\\.\\d+)?[dfeEgG]|[tT][a-zA-Z])");
    private static final Pattern FORMATTER =
            Pattern.compile("(\\w+)\\([^()]*String format, Object\\.\\.\\. \\w+\\)");

    @Test
    void noNumberIsWrittenAsTheMachinesLocaleWritesIt() throws IOException {
        assertThat(sources().flatMap(LocaleProof::localNumbers).toList())
                .as("numbers without a locale: use %s, or String.format(Locale.ROOT, …)")
                .isEmpty();
    }

    @Test
    void nothingElseDependsOnTheMachinesLocale() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..exercise..")
                .should()
                .callMethod(String.class, "toUpperCase")
                .orShould()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(NumberFormat.class, "getInstance")
                .orShould()
                .callMethod(DateTimeFormatter.class, "ofPattern", String.class)
                .orShould()
                .callMethod(MessageFormat.class, "format", String.class, Object[].class)
                .orShould()
                .callConstructor(DecimalFormat.class, String.class)
                .orShould()
                .callConstructor(SimpleDateFormat.class, String.class)
                .check(new ClassFileImporter().importPath(CLASSES));
    }

    private static Stream<Path> sources() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.getParent().endsWith("exercise"))
                    .toList()
                    .stream();
        }
    }

    /** A method that is itself given a format uses its locale for all of them. */
    private static Stream<String> localNumbers(Path file) {
        var source = withoutComments(file);
        var formatters = FORMATTER.matcher(source).results().map(found -> found.group(1)).toList();
        return STATEMENT
                .matcher(source)
                .results()
                .map(found -> found.group().strip())
                .filter(statement -> !statement.contains("Locale."))
                .filter(statement -> !callsOneOf(formatters, statement))
                .filter(LocaleProof::hasLocalNumber)
                .map(statement -> file.getFileName() + ": " + statement);
    }

    private static String withoutComments(Path file) {
        try {
            return COMMENT_OR_CODE
                    .matcher(Files.readString(file))
                    .replaceAll(found ->
                            found.group().startsWith("/")
                                    ? ""
                                    : Matcher.quoteReplacement(found.group()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean callsOneOf(List<String> methods, String statement) {
        return methods.stream()
                .anyMatch(method ->
                        Pattern.compile("\\b" + method + "\\(").matcher(statement).find());
    }

    private static boolean hasLocalNumber(String statement) {
        return Pattern.compile(LITERAL, Pattern.DOTALL)
                .matcher(statement)
                .results()
                .anyMatch(literal -> LOCAL_NUMBER.matcher(literal.group()).find());
    }
}
