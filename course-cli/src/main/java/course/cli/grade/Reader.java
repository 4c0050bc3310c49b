package course.cli.grade;

import course.cli.answer.Lesson;
import course.cli.workspace.Exercise;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads class files by what the lessons permit. */
final class Reader implements Refusals {
    Reader(Collection<Lesson> lessons) {}

    @Override
    public List<String> of(Exercise exercise, Lesson lesson, Map<String, byte[]> classes) {
        return List.of();
    }
}
