package course.cli.workspace;

import java.nio.file.Path;
import java.util.List;

/**
 * One exercise of the course.
 *
 * @param id such as {@code 5.2}
 * @param title such as {@code SelectServer}
 * @param lesson the module it is in, such as {@code 05-select-server}
 * @param examples how many its spec has, as the catalogue says
 * @param spec the name of its spec's class, such as {@code course.select.SelectServerSpec}; a part
 *     of a spec has a {@code $} in it
 * @param source the file that the learner writes in: that of several exercises where their spec is
 *     in parts
 */
public record Exercise(
        String id, String title, String lesson, int examples, String spec, Path source) {

    /** The name of the learner's class. */
    public String className() {
        return SpecSource.implementationOf(spec, "exercise", "Exercise");
    }

    /** The folder of its lesson. */
    public Path folder() {
        for (var at = source; at != null; at = at.getParent()) {
            if (at.endsWith(lesson)) {
                return at;
            }
        }
        throw new IllegalStateException(source + " is in no " + lesson);
    }

    /**
     * By convention: {@code reference/ReferenceFoo.java} beside {@code exercise/ExerciseFoo.java}.
     */
    public Path reference() {
        var name = source.getFileName().toString().replaceFirst("^Exercise", "Reference");
        return source.getParent().resolveSibling("reference").resolve(name);
    }

    /** What is still to do in the file, in its order; nothing where the file is not there. */
    public List<TodoLine> todos() {
        return TodoLine.in(source).stream().filter(todo -> todo.id().startsWith(id + ".")).toList();
    }
}
