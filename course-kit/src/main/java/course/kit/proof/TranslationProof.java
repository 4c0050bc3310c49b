package course.kit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.text.Document;
import course.kit.text.Document.Section;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.IntStream;

/** A lesson says the same in Chinese and in English, section by section. */
class TranslationProof {
    private static final String ENGLISH = "README.md";
    private static final String CHINESE = "README.zh.md";
    private static final boolean APPLIES = "apply".equals(System.getProperty("translation"));

    /** The course's own is looked at by the module that is about the whole course. */
    private final Path folder =
            Lesson.FOLDER.endsWith("course-result") ? Lesson.FOLDER.getParent() : Lesson.FOLDER;

    private final Document english = read(ENGLISH);
    private final Document chinese = read(CHINESE);

    private Document read(String name) {
        try {
            return Document.of(Files.readString(folder.resolve(name)));
        } catch (IOException e) {
            throw new AssertionError(folder.getFileName() + " has no " + name, e);
        }
    }

    @Test
    void theSectionsAreTheSame() {
        assertThat(chinese.sections())
                .as("the headings of %s, as those of %s", CHINESE, ENGLISH)
                .extracting(Section::place)
                .containsExactlyElementsOf(
                        english.sections().stream().map(Section::place).toList());
    }

    @Test
    void soIsWhatIsNotProse() {
        theSectionsAreTheSame();
        var softly = new SoftAssertions();
        for (var i = 0; i < english.sections().size(); i++) {
            check(english.sections().get(i), chinese.sections().get(i), softly);
        }
        softly.assertAll();
    }

    private static void check(Section english, Section chinese, SoftAssertions softly) {
        var where = "in \"%s\" of %s".formatted(chinese.title(), CHINESE);
        softly.assertThat(chinese.code()).as("code %s", where).isEqualTo(english.code());
        softly.assertThat(chinese.tableRows())
                .as("rows of tables %s", where)
                .isEqualTo(english.tableRows());
        softly.assertThat(chinese.pictures())
                .as("pictures %s", where)
                .isEqualTo(english.pictures());
        softly.assertThat(chinese.commands())
                .as("commands %s", where)
                .containsExactlyInAnyOrderElementsOf(english.commands());
        softly.assertThat(chinese.figures()).as("figures %s", where).isEqualTo(english.figures());
    }

    @Test
    void neitherHasChangedAlone() throws IOException {
        theSectionsAreTheSame();
        var pairs = IntStream.range(0, english.sections().size()).boxed().toList();
        if (APPLIES) {
            var looked = new ArrayList<Section>();
            pairs.forEach(i -> looked.add(chinese.sections().get(i).saying(prints(i))));
            Files.writeString(folder.resolve(CHINESE), new Document(looked).text());
            return;
        }
        var changed =
                pairs.stream()
                        .filter(i -> !chinese.sections().get(i).says(prints(i)))
                        .map(i ->
                                "\"%s\" (in English: \"%s\")"
                                        .formatted(
                                                chinese.sections().get(i).title(),
                                                english.sections().get(i).title()));
        assertThat(changed)
                .as(
                        "sections of which one language has changed since both were compared:"
                                + " compare them, and run this with -Dtranslation=apply")
                .isEmpty();
    }

    private String prints(int i) {
        return Section.prints(english.sections().get(i).print(), chinese.sections().get(i).print());
    }
}
