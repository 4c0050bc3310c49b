package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;

import course.kit.Background;
import course.rabbitmq.WorkQueue.Work;
import course.rabbitmq.WorkQueue.Worker;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** What the parts of WorkQueue's specification have in common. */
abstract class WorkQueueExamples {

    final VirtualHost host;
    final WorkQueue queue;
    final Background background;
    final Heard done;
    final List<String> givenUp = new CopyOnWriteArrayList<>();
    Connection producer;

    WorkQueueExamples(VirtualHost host, WorkQueue queue, Background background) {
        this.host = host;
        this.queue = queue;
        this.background = background;
        done = new Heard(background);
    }

    void hears(String why, String... tasks) {
        try {
            done.hears(tasks);
        } catch (AssertionError e) {
            throw new AssertionError(why + "\n  " + e.getMessage(), e);
        }
    }

    /** Stands in the middle of a task until it may go on. */
    final class SlowWork implements Work {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch mayGoOn = new CountDownLatch(1);

        @Override
        public void on(String task) throws Exception {
            begun.countDown();
            mayGoOn.await();
            done.accept(task);
        }

        void awaitBegun() {
            background.await("the worker begins with a task", () -> begun.getCount() == 0);
        }

        void goOn() {
            mayGoOn.countDown();
        }
    }

    void submit(String... tasks) throws Exception {
        for (var task : tasks) {
            submit(producer(), task);
        }
    }

    void submit(Connection connection, String task) {
        Reasons.telling(
                "submit",
                () -> {
                    queue.submit(connection, task);
                    return null;
                });
    }

    Worker start(Work work) throws Exception {
        return start(host.connect(), work);
    }

    Worker start(Connection connection, Work work) {
        return Reasons.telling("start", () -> queue.start(connection, work, givenUp::add));
    }

    Connection producer() throws Exception {
        if (producer == null) {
            producer = host.connect();
        }
        return producer;
    }

    Channel admin() throws Exception {
        return host.connect().createChannel();
    }

    void declare() {
        Reasons.telling(
                "another program's declaration of the queue, durable, not exclusive, not deleted by"
                        + " itself,",
                () -> admin().queueDeclare(WorkQueue.QUEUE, true, false, false, null));
    }

    GetResponse get() throws Exception {
        var response = admin().basicGet(WorkQueue.QUEUE, true);
        assertThat(response).withFailMessage("there is no task in the queue").isNotNull();
        return response;
    }

    static String text(GetResponse response) {
        return new String(response.getBody(), StandardCharsets.UTF_8);
    }

    int waiting() throws Exception {
        return admin().queueDeclare(WorkQueue.QUEUE, true, false, false, null).getMessageCount();
    }

    /** To a worker that dies with the task. */
    void deliverInVain() throws Exception {
        var dying = admin();
        background.await(
                "a task is delivered to another worker",
                () ->
                        Reasons.telling("basicGet", () -> dying.basicGet(WorkQueue.QUEUE, false))
                                != null);
        dying.close();
    }
}
