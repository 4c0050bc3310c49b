package course.cli.grade;

import course.cli.answer.Lesson;
import course.cli.grade.permit.Permits;
import course.cli.grade.permit.Reading;
import course.cli.grade.permit.Refusal;
import course.cli.workspace.Exercise;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads class files by what the lessons permit. */
final class Reader implements Refusals {
    private final Map<String, Permits> permits = new HashMap<>();

    Reader(Collection<Lesson> lessons) throws IOException {
        for (var lesson : lessons) {
            permits.put(lesson.name(), Permits.of(lesson.folder(), lesson.classPath()));
        }
    }

    @Override
    public List<String> of(Exercise exercise, Lesson lesson, Map<String, byte[]> classes)
            throws IOException {
        var type = exercise.className();
        var packageName = type.substring(0, type.lastIndexOf('.'));
        var known = permits.get(lesson.name());
        synchronized (known) {
            var permitted = known.forExercise(exercise.id());
            return Reading.of(classes, packageName, permitted).stream()
                    .map(Refusal::toString)
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        for (var one : permits.values()) {
            one.close();
        }
    }
}
