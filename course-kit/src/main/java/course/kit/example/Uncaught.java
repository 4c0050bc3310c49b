package course.kit.example;

import course.kit.failure.FailureText;
import course.kit.failure.Harmless;
import course.kit.failure.ToDo;
import course.kit.jvm.ExampleThreads;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was thrown beside the example's own thread. */
final class Uncaught {
    private final ExampleThreads threads;
    private final List<One> all = new CopyOnWriteArrayList<>();

    private record One(String thread, Throwable thrown) {
        String told() {
            return thread + " ended with " + FailureText.told(thrown);
        }
    }

    Uncaught(ExampleThreads threads) {
        this.threads = threads;
    }

    void add(String thread, Throwable thrown) {
        all.add(new One(thread, Harmless.of(thrown, threads)));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    void check() {
        if (!all.isEmpty()) {
            var first = all.getFirst();
            throw new AssertionError(first.told(), first.thrown());
        }
    }

    Optional<ToDo> toDo() {
        return all.stream().flatMap(one -> ToDo.in(one.thrown()).stream()).findFirst();
    }

    /** The first one is the reason of what came then. */
    Optional<String> reason() {
        return told().stream().findFirst();
    }

    List<String> told() {
        return all.stream().map(One::told).toList();
    }
}
