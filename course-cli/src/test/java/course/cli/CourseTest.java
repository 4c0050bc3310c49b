package course.cli;

import static org.assertj.core.api.Assertions.assertThat;

import course.cli.words.Columns;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the command says of itself, and of a command that is none. */
class CourseTest {
    private final Locale before = Locale.getDefault();
    private String said;

    @AfterEach
    void backToTheLocaleBefore() {
        Locale.setDefault(before);
    }

    @Test
    void everythingIsDescribedInBothLanguages() {
        var english = descriptions();
        assertThat(english).allSatisfy((what, text) -> assertThat(text).as(what).isNotBlank());

        Locale.setDefault(Locale.CHINESE);
        assertThat(descriptions())
                .hasSameSizeAs(english)
                .allSatisfy((what, text) ->
                        assertThat(text).as("%s in Chinese", what).matches("(?s).*\\p{IsHan}.*"));
    }

    private static Map<String, String> descriptions() {
        var all = new TreeMap<String, String>();
        addTo(all, Course.commandLine());
        return all;
    }

    private static void addTo(Map<String, String> all, CommandLine command) {
        var spec = command.getCommandSpec();
        all.put(spec.qualifiedName(), String.join("\n", spec.usageMessage().description()));
        for (var one : spec.args()) {
            all.put(spec.qualifiedName() + " " + name(one), String.join("\n", one.description()));
        }
        command.getSubcommands().values().forEach(sub -> addTo(all, sub));
    }

    private static String name(ArgSpec option) {
        return option.isOption() ? option.toString() : option.paramLabel();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void noLineOfTheHelpIsWiderThanATerminal(String language) {
        Locale.setDefault(Locale.forLanguageTag(language));

        for (var command : Course.commandLine().getSubcommands().keySet()) {
            assertThat(type(command, "--help")).isZero();
            assertThat(said.lines()).as(command).allMatch(line -> Columns.of(line) <= 80);
        }
    }

    @Test
    void whatIsTypedWrongIsNamed() {
        assertThat(type("lits")).isEqualTo(2);
        assertThat(said)
                .isEqualToNormalizingNewlines(
                        "./course does not know what lits means.\nDid you mean ./course list?\n");
        assertThat(type("answer")).isEqualTo(2);
        assertThat(said).startsWith("Something is missing: ID.").contains("Usage: course answer");

        Locale.setDefault(Locale.CHINESE);
        assertThat(type("list", "--jsn")).isEqualTo(2);
        assertThat(said).isEqualToNormalizingNewlines("./course 不认识 --jsn。\n是不是想输入 --json？\n");
        assertThat(type("answer")).isEqualTo(2);
        assertThat(said).startsWith("还缺少：ID。").contains("用法：course answer");
    }

    private int type(String... arguments) {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        var status = Course.commandLine().setOut(out).setErr(out).execute(arguments);
        said = text.toString();
        return status;
    }
}
