package course.kit.catalogue;

import static java.util.Comparator.comparing;

import course.kit.report.ResultFile;
import course.kit.report.ResultFile.ExerciseResult;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * All exercises of the course, and how many examples each has: what a result is measured by, and
 * what it is before anything has run. It is checked in, and the proof holds it to be up to date.
 */
public final class Catalogue {
    static final Path FOLDER = Path.of("course-result/src/main/resources/not-run");

    private final Path folder;
    private final CourseResult nothing;

    private Catalogue(Path folder, CourseResult nothing) {
        this.folder = folder;
        this.nothing = nothing;
    }

    /**
     * @param course the course's folder
     */
    public static Catalogue read(Path course) throws IOException {
        var folder = course.resolve(FOLDER);
        return new Catalogue(folder, CourseResult.read(folder));
    }

    /** The names of the lessons. */
    public List<String> modules() {
        return exercises().stream().map(CourseExercise::module).distinct().toList();
    }

    public List<CourseExercise> exercises() {
        return nothing.exercises();
    }

    /** What it has to say of a lesson whose run came to this. */
    public static List<CourseExercise> entries(ResultFile lesson) {
        return lesson.exercises().stream().map(one -> entry(lesson.module(), one)).toList();
    }

    private static CourseExercise entry(String module, ExerciseResult exercise) {
        return CourseExercise.notRun(
                module, exercise.exercise(), exercise.title(), exercise.examples());
    }

    /** What it says of a lesson. */
    public List<CourseExercise> entries(String module) {
        return exercises().stream().filter(one -> one.module().equals(module)).toList();
    }

    /** Writes it anew, with these entries for one lesson. */
    public void update(String module, List<CourseExercise> entries) throws IOException {
        var others = exercises().stream().filter(one -> !one.module().equals(module));
        var all = Stream.concat(others, entries.stream()).sorted(comparing(CourseExercise::module));
        CourseResult.of(all.toList(), List.of()).write(folder);
    }
}
