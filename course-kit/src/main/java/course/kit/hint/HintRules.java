package course.kit.hint;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * No hint but the last says what the next one is for. The first one may name what is given, and
 * nothing else; the second one names something that the first does not, and shows no code; the
 * third one has something that neither of them has.
 */
public final class HintRules {
    private static final Pattern CODE = Pattern.compile("(?m)^(```|    |\\t).*|.*(\\);|[{}])$");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern QUOTED =
            Pattern.compile("(\\bbegins? with\\s|以\\s?(?=`[^`]+`\\s?开头))?`([^`]+)`");
    private static final Pattern CALLED = Pattern.compile("\\b([A-Za-z_]\\w*)\\(");
    private static final Pattern NAME = Pattern.compile("\\b[A-Za-z_]\\w*");
    private static final Set<String> LANGUAGE =
            Set.of(
                    "boolean",
                    "byte",
                    "catch",
                    "char",
                    "class",
                    "double",
                    "else",
                    "enum",
                    "final",
                    "finally",
                    "for",
                    "if",
                    "int",
                    "interface",
                    "long",
                    "new",
                    "null",
                    "private",
                    "public",
                    "record",
                    "return",
                    "static",
                    "switch",
                    "synchronized",
                    "this",
                    "throw",
                    "throws",
                    "true",
                    "false",
                    "try",
                    "var",
                    "void",
                    "volatile",
                    "while");

    private HintRules() {}

    /** What is wrong with them, a sentence for each; none if nothing is. */
    public static List<String> broken(HintLadder ladder, GivenWords given) {
        var broken = new ArrayList<String>();
        var where = ladder.text(Rung.WHERE);
        var idea = ladder.text(Rung.IDEA);
        for (var rung : List.of(Rung.WHERE, Rung.IDEA)) {
            if (CODE.matcher(ladder.text(rung)).find()) {
                broken.add("\"%s\" shows code".formatted(title(rung)));
            }
        }
        for (var name : names(where)) {
            if (!given.has(name) && !LANGUAGE.contains(name)) {
                broken.add(
                        "\"%s\" names %s, which nothing that is given names"
                                .formatted(title(Rung.WHERE), name));
            }
        }
        if (isWithin(idea, where)) {
            broken.add("\"%s\" names nothing new".formatted(title(Rung.IDEA)));
        }
        return broken;
    }

    /** Where two languages do not say the same, a sentence for each difference; none if they do. */
    public static List<String> parted(HintLadder english, HintLadder other) {
        var parted = new ArrayList<String>();
        var before = new StringBuilder();
        var otherBefore = new StringBuilder();
        for (var rung : Rung.values()) {
            var text = prose(english.text(rung));
            var otherText = prose(other.text(rung));
            before.append(text).append('\n');
            otherBefore.append(otherText).append('\n');
            addMissing(names(otherText), names(before.toString()), rung, "in English", parted);
            addMissing(names(text), names(otherBefore.toString()), rung, "in Chinese", parted);
            var blocks = blocks(english.text(rung));
            var otherBlocks = blocks(other.text(rung));
            if (blocks != otherBlocks) {
                parted.add(
                        "\"%s\" has %s blocks of code in English, and %s in Chinese"
                                .formatted(title(rung), blocks, otherBlocks));
            }
        }
        return parted;
    }

    private static void addMissing(
            Set<String> named, Set<String> there, Rung rung, String where, List<String> parted) {
        for (var name : named) {
            if (!there.contains(name)) {
                parted.add(
                        "\"%s\" names %s, and %s nothing does so far"
                                .formatted(title(rung), name, where));
            }
        }
    }

    /** What stands in blocks of code is said in the language's own words. */
    private static String prose(String text) {
        return BLOCK.matcher(text).replaceAll("");
    }

    private static long blocks(String text) {
        return BLOCK.matcher(text).results().count();
    }

    private static String title(Rung rung) {
        return rung.title(Language.ENGLISH);
    }

    private static boolean isWithin(String text, String before) {
        return names(before).containsAll(names(text));
    }

    /** What stands in backquotes and not for the beginning of a name only, or is called. */
    private static Set<String> names(String text) {
        var names = new TreeSet<String>();
        QUOTED.matcher(text)
                .results()
                .filter(quoted -> quoted.group(1) == null)
                .forEach(quoted ->
                        NAME.matcher(quoted.group(2))
                                .results()
                                .forEach(name -> names.add(name.group())));
        CALLED.matcher(text).results().forEach(call -> names.add(call.group(1)));
        return names;
    }
}
