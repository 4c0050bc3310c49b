package course.cli.keep;

import course.cli.words.Words;
import course.cli.workspace.Exercise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The exercises as the course gives them. Each lesson has copies of its stubs in {@code stubs/},
 * which the proof holds to be the stubs: git knows only what was committed, and that may be the
 * learner's.
 */
public final class Stubs {
    private Stubs() {}

    public static byte[] of(Exercise exercise) throws IOException {
        try {
            return Files.readAllBytes(file(exercise));
        } catch (NoSuchFileException e) {
            throw new IOException(Words.text("stub.none", file(exercise)), e);
        }
    }

    /** Whether nothing has been written yet. */
    public static boolean isUntouched(Exercise exercise) throws IOException {
        return Files.exists(exercise.source())
                && Arrays.equals(of(exercise), Files.readAllBytes(exercise.source()));
    }

    private static Path file(Exercise exercise) {
        return exercise.folder().resolve("stubs").resolve(exercise.source().getFileName() + ".txt");
    }
}
