package course.gevent;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;

import course.greenlet.Greenlets;
import course.kit.Candidate;

import java.util.List;

/** What the parts of Coordination's specification have in common. */
abstract class CoordinationExamples {
    final Hub hub;
    final Coordination coordination;
    final Conformance conformance;
    final Stage stage;

    CoordinationExamples(
            Candidate<Coordination> candidate,
            Candidate<Hub> hubs,
            Candidate<Tasks> givenTasks,
            Candidate<Cancellation> cancellations,
            Greenlets greenlets,
            Stage stage)
            throws Exception {
        this.stage = stage;
        hub = hubs.create(stage.watched(greenlets), stage.clock(), stage.failures());
        var tasks = givenTasks.create(hub, stage.failures());
        coordination = candidate.create(hub, tasks);
        conformance = new Conformance(hub, cancellations.create(hub), stage);
    }

    void settle() throws InterruptedException {
        for (var turn = 0; turn < 5; turn++) {
            hub.sleep(ZERO);
        }
    }

    // what holds for every wait

    /** All that waits here. */
    enum Wait {
        ACQUIRE,
        ACQUIRE_TIMED,
        PUT,
        OFFER_TIMED,
        PUT_TO_CHANNEL,
        TAKE,
        POLL_TIMED,
        QUEUE_JOIN,
        SPAWN_IN_POOL,
        POOL_JOIN,
        POOL_MAP,
        IMAP,
        IMAP_UNORDERED
    }

    void wait(Wait wait) throws Exception {
        var later = ofSeconds(10);
        var semaphore = coordination.newSemaphore(1);
        semaphore.acquire();
        var empty = coordination.newQueue(1);
        var full = coordination.newQueue(1);
        full.put("an item");
        var pool = coordination.newPool(1);
        Pool.Job<Integer, Void> never =
                number -> {
                    hub.sleep(null);
                    return null;
                };
        switch (wait) {
            case ACQUIRE -> semaphore.acquire();
            case ACQUIRE_TIMED -> semaphore.acquire(later);
            case PUT -> full.put("another");
            case OFFER_TIMED -> full.offer("another", later);
            case PUT_TO_CHANNEL -> coordination.newQueue(0).put("an item");
            case TAKE -> empty.take();
            case POLL_TIMED -> empty.poll(later);
            case QUEUE_JOIN -> full.join(null);
            case SPAWN_IN_POOL -> {
                pool.spawn(() -> never.apply(1));
                pool.spawn(() -> never.apply(2));
            }
            case POOL_JOIN -> {
                pool.spawn(() -> never.apply(1));
                pool.join();
            }
            case POOL_MAP -> pool.map(never, List.of(1, 2));
            case IMAP -> pool.imap(never, List.of(1).iterator()).next();
            case IMAP_UNORDERED -> pool.imapUnordered(never, List.of(1).iterator()).next();
        }
    }
}
