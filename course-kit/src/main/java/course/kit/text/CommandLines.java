package course.kit.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The commands in a text of Markdown: in its blocks of code, and in a line between backquotes. */
public record CommandLines(List<Section> sections) {
    private static final Pattern HEADING = Pattern.compile("#+ (.+)");
    private static final Pattern BLOCK = Pattern.compile("(?: {4}|\t)\\s*(?:\\$ )?(\\S.*)");
    private static final Pattern COMMENT = Pattern.compile("\\s{3,}.*");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern COMMAND =
            Pattern.compile(
                    "(?:[A-Z_]+=\\S+ )*(?:(?:mvn|nc|curl|printf|bash|git|docker) .+|\\./\\S.*)");

    /** What stands under one heading belongs together: a server, and its clients. */
    public record Section(String heading, List<String> commands) {}

    public static CommandLines in(String markdown) {
        var sections = new ArrayList<Section>();
        sections.add(new Section("", new ArrayList<>()));
        var fenced = false;
        for (var line : markdown.lines().toList()) {
            var heading = HEADING.matcher(line);
            var block = BLOCK.matcher(line);
            if (line.startsWith("```")) {
                fenced = !fenced;
            } else if (fenced) {
                addCommand(line.strip(), sections);
            } else if (heading.matches()) {
                sections.add(new Section(heading.group(1), new ArrayList<>()));
            } else if (block.matches()) {
                addCommand(block.group(1), sections);
            } else if (!line.startsWith("|")) { // what a table shows is a part of a command
                QUOTED.matcher(line)
                        .results()
                        .forEach(quoted -> addCommand(quoted.group(1), sections));
            }
        }
        sections.removeIf(section -> section.commands().isEmpty());
        return new CommandLines(sections);
    }

    private static void addCommand(String text, List<Section> sections) {
        var command = COMMENT.matcher(text).replaceFirst("");
        if (COMMAND.matcher(command).matches()) {
            sections.getLast().commands().add(command);
        }
    }
}
