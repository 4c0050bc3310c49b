package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.rabbitmq.WorkQueue.Work;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** Tasks that are done, each by one worker. */
abstract class WorkQueueWorking extends WorkQueueExamples {
    WorkQueueWorking(VirtualHost host, WorkQueue queue, Background background) {
        super(host, queue, background);
    }

    @Test
    void aTaskIsWorkedOn() throws Exception {
        try (var _ = start(done::accept)) {
            submit("dig");

            done.hears("dig");
        }
    }

    @Test
    void tasksWaitForAWorkerThatComesLater() throws Exception {
        submit("dig", "rake");

        try (var _ = start(done::accept)) {
            done.hears("dig", "rake");
        }
    }

    @Test
    void theWorkersDeclareTheQueueToo() throws Exception {
        try (var _ = start(done::accept)) {
            declare();
        }
    }

    @Test
    void eachTaskIsDoneOnce() throws Exception {
        var tasks = IntStream.range(0, 20).mapToObj("task %02d"::formatted).toList();
        try (var _ = start(done::accept);
                var _ = start(done::accept)) {
            submit(tasks.toArray(String[]::new));

            done.awaitCount(tasks.size());
        }
        assertThat(done.sorted()).as("the tasks that two workers did, sorted").isEqualTo(tasks);
    }

    @Test
    void whoIsBusyTakesNoMoreTasks() throws Exception {
        var slow = new SlowWork();
        try (var _ = start(slow)) {
            submit("slow");
            slow.awaitBegun();
            submit("quick 1", "quick 2");

            try (var _ = start(done::accept)) {
                hears(
                        "two tasks are left to a worker that is free; does the busy one hold them"
                                + " already (prefetch)?",
                        "quick 1",
                        "quick 2");
            } finally {
                slow.goOn();
            }
        }
    }

    @Test
    void aTaskIsNotAcknowledgedBeforeTheWorkIsDone() throws Exception {
        var slow = new SlowWork();
        var dying = host.connect();
        submit("dig");
        try (var _ = start(dying, slow)) {
            slow.awaitBegun();

            dying.abort();

            try (var _ = start(done::accept)) {
                hears(
                        "a task whose worker died in the middle goes to another one; was it"
                                + " acknowledged before the work?",
                        "dig");
            } finally {
                slow.goOn();
            }
        }
    }

    @Test
    void aTaskThatIsDoneIsGone() throws Exception {
        try (var _ = start(done::accept)) {
            submit("dig", "rake");
            done.hears("dig", "rake");
        }

        assertThat(waiting())
                .as("tasks in the queue when all are done and the worker is closed")
                .isZero();
    }

    @Test
    void anyTextIsReceivedAsUtf8() throws Exception {
        var texts = List.of("", "grüße, 世界 🌍", "世".repeat(50_000));
        var channel = admin();
        channel.queueDeclare(WorkQueue.QUEUE, true, false, false, null);
        try (var _ = start(done::accept)) {
            for (var text : texts) {
                channel.basicPublish(
                        "", WorkQueue.QUEUE, null, text.getBytes(StandardCharsets.UTF_8));
            }

            done.hears(texts);
        }
    }

    @Test
    void workIsDoneOnAnotherThread() throws Exception {
        var threads = new CopyOnWriteArrayList<Thread>();
        Work failing =
                _ -> {
                    threads.add(Thread.currentThread());
                    throw new IOException("the spade is broken");
                };
        var worker =
                Reasons.telling(
                        "start",
                        () ->
                                queue.start(
                                        host.connect(),
                                        failing,
                                        task -> {
                                            threads.add(Thread.currentThread());
                                            givenUp.add(task);
                                        }));
        try (worker) {
            submit("dig");
            background.await("the task is given up", () -> givenUp.equals(List.of("dig")));
        }
        assertThat(threads.subList(0, 2))
                .as("the threads that work was called on; this one is %s", Thread.currentThread())
                .doesNotContain(Thread.currentThread());
        assertThat(threads.getLast())
                .as("the thread that givenUp was called on: that of the second attempt")
                .isSameAs(threads.get(1));
    }

    @Test
    void aTaskThatWasDeliveredBeforeIsDoneAsAnyOther() throws Exception {
        submit("dig");
        deliverInVain();

        try (var _ = start(done::accept)) {
            done.hears("dig");
        }
        assertThat(givenUp).as("what was given up").isEmpty();
        assertThat(waiting()).as("tasks in the queue").isZero();
    }
}
