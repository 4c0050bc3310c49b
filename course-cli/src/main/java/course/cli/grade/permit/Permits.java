package course.cli.grade.permit;

import org.xml.sax.SAXException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/**
 * What the answers to one lesson, or to one exercise of it, may use. Of the rules about a member,
 * and about a class, the last one counts.
 */
public final class Permits implements AutoCloseable {
    private static final String PROPERTY = "answers.may.use";
    private static final List<Rule> OF_ALL_LESSONS =
            linesOf("permits.txt").stream().map(Rule::of).toList();

    private final List<Rule> rules;
    private final Path pom;
    private final Known known;

    private Permits(List<Rule> rules, Path pom, Known known) {
        this.rules = rules;
        this.pom = pom;
        this.known = known;
    }

    /**
     * What all exercises of a lesson may use.
     *
     * @param lesson its folder, with a POM
     * @param classPath what its answers are compiled with
     * @throws IOException if the POM cannot be read, or what it permits is no list of rules
     */
    public static Permits of(Path lesson, List<Path> classPath) throws IOException {
        var pom = lesson.resolve("pom.xml");
        var permits = new Permits(OF_ALL_LESSONS, pom, new Known(classPath));
        try {
            return permits.and(rulesOf(pom, PROPERTY));
        } catch (IOException e) {
            permits.close();
            throw e;
        }
    }

    /**
     * What the answer to one exercise may use; to be closed is the lesson's alone.
     *
     * @param id such as {@code 5.6}
     */
    public Permits forExercise(String id) throws IOException {
        return and(rulesOf(pom, PROPERTY + "." + id));
    }

    private static List<Rule> rulesOf(Path pom, String property) throws IOException {
        try {
            return Pattern.compile("\\s+")
                    .splitAsStream(textOf(pom, property))
                    .filter(rule -> !rule.isEmpty())
                    .map(Rule::of)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new IOException("%s, %s: %s".formatted(pom, property, e.getMessage()), e);
        }
    }

    Permits and(List<Rule> more) {
        var all = new ArrayList<>(rules);
        all.addAll(more);
        return new Permits(List.copyOf(all), pom, known);
    }

    private static String textOf(Path pom, String property) throws IOException {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var found =
                    factory.newDocumentBuilder().parse(pom.toFile()).getElementsByTagName(property);
            return found.getLength() == 0 ? "" : found.item(0).getTextContent();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(pom + " cannot be read", e);
        }
    }

    /** Those with something in them that is no comment. */
    static List<String> linesOf(String resource) {
        try (var reader =
                new BufferedReader(
                        new InputStreamReader(
                                Permits.class.getResourceAsStream(resource),
                                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("//"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Known known() {
        return known;
    }

    boolean permitsClass(String name) {
        for (var rule : rules.reversed()) {
            if (rule.permits() && rule.isAbout(name)) {
                return true;
            }
            if (rule.isAboutAllOf(name)) {
                return false;
            }
        }
        return false;
    }

    boolean permitsMember(Member member) {
        for (var rule : rules.reversed()) {
            if (rule.isAbout(member.owner(), member)) {
                return rule.permits();
            }
        }
        return false;
    }

    boolean refusesMember(Member member) {
        return rules.reversed().stream()
                .filter(rule -> rule.isAbout(member.owner(), member))
                .findFirst()
                .filter(rule -> !rule.permits())
                .isPresent();
    }

    @Override
    public void close() throws IOException {
        known.close();
    }
}
