package course.cli.demo;

import course.cli.workspace.Workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * All programs that stand in a {@code demo} package of a lesson, but for those that another one
 * starts.
 */
public record Demos(List<Demo> all) {
    private static final String FOLDER = "demo";
    private static final Pattern MAIN = Pattern.compile("\\bstatic void main\\(");
    private static final Pattern JAVADOC =
            Pattern.compile("/\\*\\*((?:(?!\\*/).)*?)\\*/\\s*public final class", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("\\{@\\w+\\s+#?([^}]*)}");

    public static Demos of(Workspace course) throws IOException {
        var found = new ArrayList<Demo>();
        for (var lesson : course.lessons()) {
            found.addAll(in(course.root().resolve(lesson), lesson));
        }
        return new Demos(found.stream().map(one -> named(one, found)).toList());
    }

    /** Those that may be meant; one if it is clear. */
    public List<Demo> meantBy(String typed) {
        var exact = all.stream().filter(one -> one.isExactly(typed)).toList();
        return exact.isEmpty() ? all.stream().filter(one -> one.isMeantBy(typed)).toList() : exact;
    }

    private static Demo named(Demo demo, List<Demo> all) {
        var namesakes =
                all.stream().filter(one -> one.simpleName().equals(demo.simpleName())).count();
        return namesakes == 1
                ? demo
                : demo.withName(demo.lesson().replaceFirst("\\D.*", "") + "/" + demo.simpleName());
    }

    private static List<Demo> in(Path folder, String lesson) throws IOException {
        var sources = folder.resolve("src/main/java");
        try (var files = Files.walk(sources)) {
            var demos = new ArrayList<Demo>();
            var texts = new LinkedHashMap<Path, String>();
            for (var file : files.filter(Demos::isDemo).sorted().toList()) {
                texts.put(file, Files.readString(file));
            }
            for (var file : texts.keySet()) {
                var text = texts.get(file);
                if (isStartedByAnother(file, texts)) {
                    continue;
                }
                if (MAIN.matcher(text).find()) {
                    var path = sources.relativize(file).toString().replaceFirst("[.]java$", "");
                    var name = path.replace('\\', '.').replace('/', '.');
                    var simple = file.getFileName().toString().replaceFirst("[.]java$", "");
                    demos.add(new Demo(lesson, name, simple, about(text), file));
                }
            }
            return demos;
        }
    }

    private static boolean isStartedByAnother(Path file, Map<Path, String> texts) {
        var simple = file.getFileName().toString().replaceFirst("[.]java$", "");
        var named = Pattern.compile("\\b" + Pattern.quote(simple) + "[.]class\\b");
        return texts.entrySet().stream()
                .anyMatch(other ->
                        !other.getKey().equals(file) && named.matcher(other.getValue()).find());
    }

    private static boolean isDemo(Path file) {
        return file.getParent().endsWith(FOLDER) && file.toString().endsWith(".java");
    }

    /** The first sentence of the Javadoc, in one line. */
    private static String about(String source) {
        var javadoc = JAVADOC.matcher(source);
        if (!javadoc.find()) {
            return "";
        }
        var text = javadoc.group(1).replaceAll("\\s*\\R\\s*\\*?\\s*", " ").strip();
        return TAG.matcher(text)
                .replaceAll("$1")
                .replaceAll("</?\\w+>", "")
                .replaceFirst("(?<=[.:;])\\s.*", "")
                .replaceFirst("[.:;]$", "");
    }
}
