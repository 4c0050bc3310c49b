package course.cli.grade.queue;

import com.google.gson.JsonParseException;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.ShutdownSignalException;

import course.cli.grade.result.GradedSubmission;
import course.cli.grade.result.Grading;
import course.cli.words.Words;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Takes one submission after the other, judges it, and sends back what it came to. A submission is
 * acknowledged when the broker has its result.
 */
public final class GradeWorker implements AutoCloseable {
    static final int MOST_LOST = 2;

    /** How many results are kept for the case that a submission of this worker comes back. */
    private static final int KEPT = 16;

    private final BrokerLink link;
    private final String work;
    private final Judge judge;
    private final Consumer<String> told;
    private final Map<String, byte[]> finished = new LinkedHashMap<>();
    private Delivery current;
    private boolean isClosed;

    /** What was judged while the broker was away. */
    private Delivery unsent;

    /**
     * @param course the print of the course: only submissions that were handed in for just this one
     *     are taken
     * @param told what it does, line by line
     */
    public GradeWorker(String uri, String course, Judge judge, Consumer<String> told)
            throws IOException {
        this.link = new BrokerLink(uri);
        this.work = Queues.work(course);
        this.judge = judge;
        this.told = told;
    }

    /**
     * Works until it is closed.
     *
     * @throws IOException if there is no broker, or it stays away
     */
    public void run() throws IOException, InterruptedException {
        link.connect();
        told.accept(Words.text("grade.worker.ready", link.address()));
        for (var isRenewed = false; ; isRenewed = true) {
            try {
                workOn(isRenewed);
            } catch (BrokerLink.Refused refused) {
                throw refused;
            } catch (IOException | ShutdownSignalException lost) {
                if (isClosed()) {
                    return;
                }
                told.accept(Words.text("grade.queue.lost", link.address()));
            }
            try {
                link.connectAgain();
            } catch (IOException stays) {
                if (isClosed()) {
                    return;
                }
                throw stays;
            }
        }
    }

    private void workOn(boolean isRenewed) throws IOException, InterruptedException {
        link.declare(work);
        sendUnsent();
        var deliveries = Deliveries.of(link.channel(), work, 1);
        // With the connection every submission comes back that somebody had, before all that nobody
        // has had: nobody need have died.
        var isInnocent = isRenewed;
        while (true) {
            var delivery = deliveries.take();
            if (!begin(delivery)) {
                return;
            }
            isInnocent &= delivery.getEnvelope().isRedeliver();
            on(delivery, isInnocent);
            end(delivery);
        }
    }

    private void on(Delivery delivery, boolean isInnocent)
            throws IOException, InterruptedException {
        var properties = delivery.getProperties();
        var isBack = delivery.getEnvelope().isRedeliver();
        if (!link.exists(properties.getReplyTo())) {
            told.accept(Words.text("grade.worker.unwanted", Queues.name(properties)));
        } else if (isBack && finished.containsKey(properties.getMessageId())) {
            send(properties, finished.get(properties.getMessageId()));
        } else if (isBack && !isInnocent) {
            oneWasLost(delivery);
        } else {
            judge(delivery);
        }
    }

    /** Counts in the message itself, since no worker outlives the others for sure. */
    private void oneWasLost(Delivery delivery) throws IOException, InterruptedException {
        var properties = delivery.getProperties();
        var lost = Queues.lost(properties) + 1;
        if (lost < MOST_LOST) {
            link.publish(work, Queues.withLost(properties, lost), delivery.getBody());
            link.confirm();
            return;
        }
        var name = Queues.name(properties);
        told.accept(Words.text("grade.worker.aside", name));
        send(
                properties,
                json(GradedSubmission.defective(name, "", Words.text("grade.aside", lost))));
    }

    private void judge(Delivery delivery) throws IOException, InterruptedException {
        var properties = delivery.getProperties();
        var name = Queues.name(properties);
        told.accept(Words.text("grade.worker.begins", name));
        var result = json(result(new Parcel(name, delivery.getBody())));
        keep(properties.getMessageId(), result);
        unsent = new Delivery(delivery.getEnvelope(), properties, result);
        send(properties, result);
        unsent = null;
        told.accept(Words.text("grade.worker.done", name));
    }

    private GradedSubmission result(Parcel parcel) throws InterruptedException {
        try {
            return judge.judge(parcel);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception defect) {
            return GradedSubmission.defective(parcel.name(), "", defect.toString());
        }
    }

    private static byte[] json(GradedSubmission result) {
        try {
            return Grading.gson().toJson(result).getBytes(StandardCharsets.UTF_8);
        } catch (JsonParseException | IllegalArgumentException e) {
            return json(GradedSubmission.defective(result.name(), "", e.toString()));
        }
    }

    private void keep(String id, byte[] result) {
        finished.put(id, result);
        if (finished.size() > KEPT) {
            finished.remove(finished.keySet().iterator().next());
        }
    }

    private void sendUnsent() throws IOException, InterruptedException {
        if (unsent != null) {
            if (link.exists(unsent.getProperties().getReplyTo())) {
                send(unsent.getProperties(), unsent.getBody());
            }
            unsent = null;
        }
    }

    private void send(BasicProperties submission, byte[] result)
            throws IOException, InterruptedException {
        link.publish(submission.getReplyTo(), Queues.result(submission.getMessageId()), result);
        link.confirm();
    }

    private synchronized boolean begin(Delivery delivery) {
        if (isClosed) {
            return false;
        }
        current = delivery;
        return true;
    }

    private synchronized void end(Delivery delivery) throws IOException {
        if (current == delivery) {
            current = null;
            link.channel().basicAck(delivery.getEnvelope().getDeliveryTag(), false);
        }
    }

    private synchronized boolean isClosed() {
        return isClosed;
    }

    /** What it was judging goes back to the queue, and no worker has been lost by that. */
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            if (current != null) {
                var again = current;
                current = null;
                link.publish(work, again.getProperties(), again.getBody());
                link.confirm();
                link.channel().basicAck(again.getEnvelope().getDeliveryTag(), false);
            }
        } catch (IOException | ShutdownSignalException lost) {
            told.accept(Words.text("grade.queue.lost", link.address()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            link.close();
        }
    }
}
