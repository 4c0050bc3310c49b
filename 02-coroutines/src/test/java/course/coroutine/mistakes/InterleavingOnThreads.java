package course.coroutine.mistakes;

import course.coroutine.Interleaving;
import course.kit.Mistake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Consumer;

/**
 * A thread for each subroutine, and a baton that they hand on. The lines are right; a switch takes
 * microseconds, every subroutine a megabyte of stack, and who is in the middle keeps its thread.
 */
@Mistake(killedBy = "allRunOnTheCallersThread", saying = "coroutines share the thread")
final class InterleavingOnThreads implements Interleaving {

    private record Baton(SynchronousQueue<String> go, SynchronousQueue<String> back) {}

    @Override
    public void run(
            Map<String, Subroutine> subroutines, List<String> schedule, Consumer<String> out) {
        if (!subroutines.keySet().containsAll(schedule)) {
            throw new IllegalArgumentException(schedule.toString());
        }
        var batons = new HashMap<String, Baton>();
        for (var name : schedule) {
            var baton = batons.computeIfAbsent(name, unused -> start(subroutines.get(name), out));
            try {
                baton.go.put("go");
                baton.back.take();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static Baton start(Subroutine subroutine, Consumer<String> out) {
        var baton = new Baton(new SynchronousQueue<>(), new SynchronousQueue<>());
        var thread =
                new Thread(() -> {
                    try {
                        baton.go.take();
                        subroutine.run(line -> {
                            out.accept(line);
                            handOn(baton);
                        });
                        while (true) {
                            baton.back.put("ended");
                            baton.go.take();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        thread.setDaemon(true);
        thread.start();
        return baton;
    }

    private static void handOn(Baton baton) {
        try {
            baton.back.put("printed");
            baton.go.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
