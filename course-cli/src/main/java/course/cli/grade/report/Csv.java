package course.cli.grade.report;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Lines of a table (RFC 4180) that a spreadsheet shows and does not calculate. */
final class Csv {
    private final StringBuilder text = new StringBuilder();

    Csv row(Object... cells) {
        text.append(Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",")))
                .append("\r\n");
        return this;
    }

    /** Numbers as they are; text that a spreadsheet takes for a formula gets a {@code '} before. */
    private static String cell(Object value) {
        var text = value instanceof String from ? Plain.text(from) : String.valueOf(value);
        if (value instanceof String
                && text.matches("(?s)[\\s\"'\uFFFD]*[=+\\-@|%\\uFF1D\\uFF0B\\uFF0D\\uFF20].*")) {
            text = "'" + text;
        }
        return text.matches("(?s).*[\",;\t\r\n'].*|^\\s.*|.*\\s$")
                ? "\"" + text.replace("\"", "\"\"") + "\""
                : text;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
