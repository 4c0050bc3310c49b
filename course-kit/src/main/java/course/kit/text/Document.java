package course.kit.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** A text in Markdown as its sections, each from one heading to the next. */
public record Document(List<Section> sections) {
    private static final String FENCE = "```";
    private static final Pattern HEADING = Pattern.compile("(#+) +(.*)");
    private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*(?:\\.\\d+)*");
    private static final Pattern COMMAND = Pattern.compile("`((?:mvn|\\./course) [^`]*)`");
    private static final Pattern PICTURE = Pattern.compile("!\\[[^]]*]\\(([^)]*)\\)");
    private static final Pattern PRINTS =
            Pattern.compile("<!-- in English (\\w+), here (\\w+) -->");

    public static Document of(String markdown) {
        var sections = new ArrayList<Section>();
        var lines = new ArrayList<String>();
        var inCode = false;
        for (var line : markdown.lines().toList()) {
            if (!inCode && HEADING.matcher(line).matches() && !lines.isEmpty()) {
                sections.add(new Section(List.copyOf(lines)));
                lines.clear();
            }
            inCode ^= line.strip().startsWith(FENCE);
            lines.add(line);
        }
        sections.add(new Section(List.copyOf(lines)));
        return new Document(sections);
    }

    /** A heading and what is below it. */
    public record Section(List<String> lines) {

        public String title() {
            return lines.getFirst();
        }

        /** The heading's depth, and the number of the exercise if it has one. */
        public String place() {
            var heading = HEADING.matcher(title());
            if (!heading.matches()) {
                return "before the first heading";
            }
            var number = Pattern.compile("\\d+\\.\\d+").matcher(heading.group(2));
            return heading.group(1) + (number.find() ? " " + number.group() : "");
        }

        /** Their lines, one block after the other. */
        public List<String> code() {
            var found = new ArrayList<String>();
            var inCode = false;
            for (var line : lines) {
                var isFence = line.strip().startsWith(FENCE);
                if (isFence || inCode) {
                    found.add(line);
                }
                inCode ^= isFence;
            }
            return found;
        }

        private Stream<String> prose() {
            var code = code();
            return lines.stream()
                    .filter(line -> !code.contains(line) && !PRINTS.matcher(line).matches());
        }

        public long tableRows() {
            return prose().filter(line -> line.startsWith("|")).count();
        }

        /** Of two digits and more: smaller ones may well be words. */
        public TreeSet<String> figures() {
            var found = new TreeSet<String>();
            prose().skip(1)
                    .map(line -> PICTURE.matcher(line).replaceAll(""))
                    .flatMap(line -> NUMBER.matcher(line).results())
                    .map(result -> result.group().replaceAll(",|\\.$", ""))
                    .filter(figure -> figure.length() > 1)
                    .forEach(found::add);
            return found;
        }

        public List<String> commands() {
            return COMMAND.matcher(String.join("\n", prose().toList()))
                    .results()
                    .map(result -> result.group(1))
                    .toList();
        }

        /** Without what tells one language from another. */
        public List<String> pictures() {
            return prose().flatMap(line -> PICTURE.matcher(line).results())
                    .map(result -> result.group(1).replace(".zh.", "."))
                    .toList();
        }

        /** What the section was when somebody last looked at both. */
        public String print() {
            var crc = new CRC32();
            lines.stream()
                    .filter(line -> !PRINTS.matcher(line).matches())
                    .forEach(line -> crc.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
            return String.format(Locale.ROOT, "%08x", crc.getValue());
        }

        /** The line that says so, below the heading. */
        public static String prints(String english, String here) {
            return "<!-- in English %s, here %s -->".formatted(english, here);
        }

        public boolean says(String prints) {
            return lines.contains(prints);
        }

        public Section saying(String prints) {
            var changed = new ArrayList<>(lines);
            changed.removeIf(line -> PRINTS.matcher(line).matches());
            changed.add(1, prints);
            return new Section(changed);
        }
    }

    public String text() {
        var all = new ArrayList<String>();
        sections.forEach(section -> all.addAll(section.lines()));
        return String.join("\n", all) + "\n";
    }
}
