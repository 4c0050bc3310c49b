package course.picture;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The words of one language for the pictures of one folder: lines like {@code turn.title = …}. */
final class Words {
    private final String file;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();

    Words(String file, String content) {
        this.file = file;
        for (var line : Line.of(file, content)) {
            var equals = line.text().indexOf('=');
            if (equals < 0) {
                throw line.bad("a line says \"key = words\", and here is no =");
            }
            var key = line.text().substring(0, equals).strip();
            if (line.text().substring(equals + 1).isBlank()) {
                throw line.bad("there are no words for %s", key);
            }
            var earlier = lines.putIfAbsent(key, line);
            if (earlier != null) {
                throw line.bad("%s has its words in line %s already", key, earlier.number());
            }
        }
    }

    boolean has(String key) {
        return lines.containsKey(key);
    }

    String of(String key) {
        if (!has(key)) {
            throw new BadPicture(file, "the words for %s are missing".formatted(key));
        }
        used.add(key);
        var text = lines.get(key).text();
        return text.substring(text.indexOf('=') + 1).strip();
    }

    /**
     * @throws BadPicture if there are words that no picture has asked for
     */
    void checkAllUsed() {
        lines.forEach((key, line) -> {
            if (!used.contains(key)) {
                throw line.bad("no picture asks for %s", key);
            }
        });
    }
}
