package course.select.mistakes;

import course.kit.Mistake;

import java.time.Duration;

/**
 * Counts microseconds in an {@code int}. All tests are green, since none waits for 36 minutes; the
 * timer that is due tomorrow makes the server fail today.
 */
@Mistake(killedBy = "aLongTimeoutIsWaitedForAsWell", saying = "EINVAL")
final class SelectThatCountsInAnInt extends PlainSelect {
    @Override
    long micros(Duration timeout, long deadline) {
        return (int) super.micros(timeout, deadline);
    }
}
