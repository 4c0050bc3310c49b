package course.cli.keep;

import java.time.Instant;

/**
 * A copy of what a learner wrote, as it stood at some time.
 *
 * @param name of its folder, by which one asks for it
 * @param exercise the exercise that it was kept for
 * @param file where it stood, relative to the course's folder
 * @param when in the notation of {@link Instant}
 * @param undone whether it has been put back already
 */
public record Kept(
        String name, String exercise, String file, Why why, String when, boolean undone) {

    public Instant time() {
        return Instant.parse(when);
    }

    Kept asUndone() {
        return new Kept(name, exercise, file, why, when, true);
    }
}
