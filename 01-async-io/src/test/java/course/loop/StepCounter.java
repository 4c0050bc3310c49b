package course.loop;

import course.loop.ThreeModels.Counter;

/** A counter that notes whether each write is one more than what the same thread has read. */
final class StepCounter implements Counter {
    private final Counter counter;
    private final ThreadLocal<Integer> lastRead = new ThreadLocal<>();
    private volatile String wrong;

    StepCounter(Counter counter) {
        this.counter = counter;
    }

    @Override
    public int read() {
        var value = counter.read();
        lastRead.set(value);
        return value;
    }

    @Override
    public void write(int value) {
        var before = lastRead.get();
        if (before == null || value != before + 1) {
            wrong =
                    "one is added each time that a task has run; but %s was read, and %s was written"
                            .formatted(before == null ? "nothing" : before, value);
        }
        lastRead.remove();
        counter.write(value);
    }

    void expectOneAtATime() {
        if (wrong != null) {
            throw new AssertionError(wrong);
        }
    }
}
