package course.picture.trace;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/** What kind of thing happened; its pattern makes an English sentence of an event. */
public enum Kind {
    CONNECTED(Topic.TALK, "{lane} connected from port {text}"),
    ACCEPTED(Topic.TALK, "{lane} accepted a client from port {text}"),
    SENT(Topic.TALK, "{lane} sent {text}"),
    TRICKLED(Topic.TALK, "{lane} sent, byte by byte, {text}"),
    EXCHANGED(Topic.TALK, "{lane} sends {text} and listens meanwhile"),
    SHOUTED(Topic.TALK, "{lane} sent the urgent byte {text}"),
    RECEIVED(Topic.TALK, "{lane} received {text}"),
    FINISHED(Topic.TALK, "{lane} half-closed: it will send no more"),
    ENDED(Topic.TALK, "{lane} saw the end of the stream"),
    GONE(Topic.TALK, "{lane} saw the connection gone"),
    BROKE(Topic.TALK, "{lane} saw the connection break: {text}"),
    RESET(Topic.TALK, "{lane} reset the connection"),
    CLOSED(Topic.TALK, "{lane} closed the connection"),
    /** A line of the talk that has no other form. */
    TOLD(Topic.TALK, "{text}"),

    CALLED(Topic.CALLS, "{lane} calls {to}: {text}"),
    ANSWERED(Topic.CALLS, "{lane} returns {text}"),
    /** What a call throws to its caller. */
    RAISED(Topic.CALLS, "{lane} throws {text}"),

    /** A turn of a loop begins, with what it has found. */
    TURN(Topic.LOOP, "{lane}: {text}"),
    /** What a server writes in its log, of whom. */
    LOGGED(Topic.LOOP, "{lane} logs: {text} ({to})"),

    PROCESSED(Topic.TIME, "{text} is processed by {lane}"),
    RUNS(Topic.TIME, "{lane} runs {text}"),
    WAITS(Topic.TIME, "{lane} waits {text}"),
    STOPS(Topic.TIME, "{lane} ends {text}"),

    SWITCHED(Topic.SWITCHES, "{lane} switches to {to} {text}"),
    THROWN(Topic.SWITCHES, "{lane} throws {text} into {to}"),

    BOUND(Topic.BROKER, "{lane} is bound to {to} {text}"),
    PUBLISHED(Topic.BROKER, "{lane} publishes {text} to {to}"),
    ROUTED(Topic.BROKER, "{lane} puts {text} into {to}"),
    DELIVERED(Topic.BROKER, "{lane} delivers {text} to {to}"),
    ACKED(Topic.BROKER, "{lane} acknowledges {text} to {to}"),
    REJECTED(Topic.BROKER, "{lane} rejects {text} to {to}"),
    REQUEUED(Topic.BROKER, "{lane} gives {text} back to {to}"),
    CONFIRMED(Topic.BROKER, "{lane} confirms {text} to {to}"),
    RETURNED(Topic.BROKER, "{lane} returns {text} to {to}"),

    NOTED(Topic.ANY, "{lane}: {text}"),
    /** What {@code lane} waited for in vain. */
    EXPECTED(Topic.ANY, "{lane} expected {text}"),
    /** Where the example failed, and why. */
    FAILED(Topic.ANY, "it failed here: {text}"),
    /** In place of what comes again and again. */
    REPEATED(Topic.ANY, "(and the same {text} times more)"),
    /** In place of what also happens to others. */
    LIKEWISE(Topic.ANY, "(and the same of {text} others)"),
    /** In place of the middle of a flood. */
    LEFT_OUT(Topic.ANY, "… {text} more …");

    private final Topic topic;
    private final String pattern;

    /** What a picture is about. */
    public enum Topic {
        TALK,
        CALLS,
        LOOP,
        TIME,
        SWITCHES,
        BROKER,
        ANY;

        /** The one that tells most of a trace. */
        static Topic of(List<Step> steps) {
            var topics = EnumSet.noneOf(Topic.class);
            steps.forEach(step -> topics.add(step.event().kind().topic()));
            return Stream.of(BROKER, SWITCHES, TALK, CALLS, LOOP, TIME)
                    .filter(topics::contains)
                    .findFirst()
                    .orElse(ANY);
        }
    }

    Kind(Topic topic, String pattern) {
        this.topic = topic;
        this.pattern = pattern;
    }

    public Topic topic() {
        return topic;
    }

    String pattern() {
        return pattern;
    }
}
