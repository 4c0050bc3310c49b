package course.select.mistakes;

import course.kit.Mistake;

import java.time.Duration;

/**
 * Waits no time at all when the timeout is negative. It comes from a deadline that has passed while
 * it was being computed; hidden here, it turns a program's wait into a busy loop.
 */
@Mistake(killedBy = "aNegativeTimeoutIsRefused", saying = "must throw IllegalArgumentException")
final class SelectThatTakesANegativeTimeout extends PlainSelect {
    @Override
    void check(Duration timeout) {}
}
