package course.cli.grade.queue;

import com.google.gson.JsonParseException;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.ShutdownSignalException;

import course.cli.grade.result.GradedSubmission;
import course.cli.grade.result.Grading;
import course.cli.words.Words;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Hands in submissions, and collects what they came to. Results stay in their queue until {@link
 * #forget}: who is ended before and grades the same submissions again goes on where it was.
 */
public final class QueueGrading implements AutoCloseable {
    private static final int PUBLISHED_AT_ONCE = 20;
    private static final Duration LOOK_FOR_WORKERS = Duration.ofSeconds(30);

    private final BrokerLink link;
    private final String work;
    private final String results;
    private final Map<String, Parcel> parcels = new LinkedHashMap<>();
    private final Map<String, GradedSubmission> heard = new LinkedHashMap<>();
    private final Consumer<String> told;
    private boolean hasToldOfWorkers;

    /**
     * @param course the print of the course
     * @param told what a person should know meanwhile, line by line
     */
    public QueueGrading(String uri, String course, List<Parcel> parcels, Consumer<String> told)
            throws IOException {
        this.link = new BrokerLink(uri);
        this.work = Queues.work(course);
        parcels.forEach(parcel -> this.parcels.put(parcel.id(), parcel));
        this.results = Queues.results(course, List.copyOf(this.parcels.keySet()));
        this.told = told;
    }

    /**
     * Returns when there is a result of each, in the order in which they were given.
     *
     * @throws IOException if there is no broker, or it stays away
     */
    public List<GradedSubmission> grade() throws IOException, InterruptedException {
        link.connect();
        var unsent = (ArrayList<Parcel>) null;
        while (unsent == null || !unsent.isEmpty() || heard.size() < parcels.size()) {
            try {
                link.declare(work);
                var waiting = link.declare(results);
                var deliveries = Deliveries.of(link.channel(), results, 0);
                if (unsent == null) {
                    collectOld(deliveries, waiting);
                    unsent = notHeard();
                }
                send(unsent);
                collect(deliveries);
            } catch (BrokerLink.Refused refused) {
                throw refused;
            } catch (IOException | ShutdownSignalException lost) {
                told.accept(Words.text("grade.queue.lost", link.address()));
                link.connectAgain();
            }
        }
        return parcels.keySet().stream().map(heard::get).toList();
    }

    /** What could not be judged then is tried again. */
    private void collectOld(Deliveries deliveries, int count)
            throws IOException, InterruptedException {
        for (var i = 0; i < count; i++) {
            var delivery = deliveries.poll(LOOK_FOR_WORKERS);
            if (delivery.isEmpty()) {
                return;
            }
            hear(delivery.get());
        }
        heard.values().removeIf(one -> !one.isJudged());
    }

    private ArrayList<Parcel> notHeard() {
        var left = new LinkedHashMap<>(parcels);
        left.keySet().removeAll(heard.keySet());
        return new ArrayList<>(left.values());
    }

    /** What the broker has not confirmed is left in the list, and may be sent twice. */
    private void send(List<Parcel> unsent) throws IOException, InterruptedException {
        while (!unsent.isEmpty()) {
            var some = unsent.subList(0, Math.min(PUBLISHED_AT_ONCE, unsent.size()));
            for (var parcel : some) {
                link.publish(work, Queues.submission(parcel, results), parcel.content());
            }
            link.confirm();
            some.clear();
        }
    }

    private void collect(Deliveries deliveries) throws IOException, InterruptedException {
        while (heard.size() < parcels.size()) {
            var delivery = deliveries.poll(LOOK_FOR_WORKERS);
            if (delivery.isPresent()) {
                hear(delivery.get());
            } else if (!hasToldOfWorkers
                    && link.channel().queueDeclarePassive(work).getConsumerCount() == 0) {
                hasToldOfWorkers = true;
                told.accept(Words.text("grade.queue.noWorker"));
            }
        }
    }

    private void hear(Delivery delivery) {
        var id = delivery.getProperties().getMessageId();
        var parcel = parcels.get(id);
        if (parcel == null) {
            return;
        }
        var result = result(parcel, delivery.getBody());
        var before = heard.get(id);
        if (before == null || !before.isJudged() && result.isJudged()) {
            heard.put(id, result);
            told.accept(
                    Words.text("grade.queue.heard", heard.size(), parcels.size(), parcel.name()));
        }
    }

    private static GradedSubmission result(Parcel parcel, byte[] json) {
        try {
            var text = new String(json, StandardCharsets.UTF_8);
            var read = Grading.gson().fromJson(text, GradedSubmission.class);
            return new GradedSubmission(
                    parcel.name(),
                    read.exercises(),
                    read.notes(),
                    read.sandbox(),
                    read.defect(),
                    read.seconds());
        } catch (JsonParseException | NullPointerException unreadable) {
            return GradedSubmission.defective(
                    parcel.name(), "", Words.text("grade.queue.unreadable", unreadable));
        }
    }

    /** The results are where they belong: the next time they are all judged anew. */
    public void forget() throws IOException {
        link.channel().queueDelete(results);
    }

    @Override
    public void close() {
        link.close();
    }
}
