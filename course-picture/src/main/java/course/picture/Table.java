package course.picture;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** What a run has measured: lines of cells with commas between, the first one with the headings. */
record Table(List<String> headings, List<Row> rows) {

    record Row(Line line, List<String> cells) {

        String text(int column) {
            return cells.get(column);
        }

        double number(int column) {
            return maybeNumber(column)
                    .orElseThrow(() -> line.bad("cell %s should be a number", column + 1));
        }

        /** Nothing where the cell is empty. */
        OptionalDouble maybeNumber(int column) {
            var cell = cells.get(column);
            if (cell.isEmpty()) {
                return OptionalDouble.empty();
            }
            if (!Clauses.isNumber(cell)) {
                throw line.bad("%s should be a number", cell);
            }
            return OptionalDouble.of(Double.parseDouble(cell));
        }
    }

    static Table of(String file, String content) {
        var lines = Line.of(file, content);
        if (lines.size() < 2) {
            throw new BadPicture(file, "a line with the headings is needed, and one with data");
        }
        var headings = cells(lines.getFirst());
        var rows = lines.stream().skip(1).map(line -> new Row(line, cells(line))).toList();
        for (var row : rows) {
            if (row.cells.size() != headings.size()) {
                throw row.line.bad("%s cells under %s headings", row.cells.size(), headings.size());
            }
        }
        return new Table(headings, rows);
    }

    private static List<String> cells(Line line) {
        return Arrays.stream(line.text().split(",", -1)).map(String::strip).toList();
    }
}
