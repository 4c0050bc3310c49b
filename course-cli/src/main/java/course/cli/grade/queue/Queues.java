package course.cli.grade.queue;

import com.rabbitmq.client.AMQP.BasicProperties;

import java.util.List;
import java.util.Map;

/** How the queues are called, and what the messages say besides their content. */
final class Queues {
    private static final String NAME = "name";
    private static final String LOST = "lost";

    private Queues() {}

    /** For all graders and workers with the same course: one with other specs judges otherwise. */
    static String work(String course) {
        return "course.grade." + course;
    }

    /** For the results of the same submissions, also when they are graded again. */
    static String results(String course, List<String> ids) {
        return "course.grade.results."
                + Parcel.print(course + String.join(" ", ids.stream().sorted().toList()));
    }

    static BasicProperties submission(Parcel parcel, String results) {
        return BrokerLink.persistent()
                .messageId(parcel.id())
                .replyTo(results)
                .headers(Map.of(NAME, parcel.name(), LOST, 0))
                .build();
    }

    static BasicProperties withLost(BasicProperties submission, int workers) {
        return submission.builder().headers(Map.of(NAME, name(submission), LOST, workers)).build();
    }

    static BasicProperties result(String id) {
        return BrokerLink.persistent()
                .messageId(id)
                .contentType("application/json")
                .contentEncoding("utf-8")
                .build();
    }

    static String name(BasicProperties submission) {
        return String.valueOf(header(submission, NAME, ""));
    }

    /** How many workers have been lost while they judged it. */
    static int lost(BasicProperties submission) {
        return header(submission, LOST, 0) instanceof Number number ? number.intValue() : 0;
    }

    private static Object header(BasicProperties properties, String key, Object otherwise) {
        var headers = properties.getHeaders();
        return headers == null ? otherwise : headers.getOrDefault(key, otherwise);
    }
}
