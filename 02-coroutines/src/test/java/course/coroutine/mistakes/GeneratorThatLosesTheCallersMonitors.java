package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Stands on the JDK's continuation, refuses other threads, and forgets what its caller holds. A
 * yield takes the caller's monitors along: "synchronized" protects nothing from there on, now and
 * then a counter is wrong, and after some hundred thousand calls the JVM itself ends with SIGSEGV.
 */
@Mistake(killedBy = "theCallerKeepsItsMonitors", saying = "did not hold its monitor any more")
final class GeneratorThatLosesTheCallersMonitors<T> extends GeneratorOnABareContinuation<T> {
    private Thread owner;

    GeneratorThatLosesTheCallersMonitors(Body<T> body) {
        super(body);
    }

    @Override
    void resume() {
        if (owner == null) {
            owner = Thread.currentThread();
        } else if (owner != Thread.currentThread()) {
            throw new IllegalStateException("belongs to " + owner.getName());
        }
        super.resume();
    }
}
