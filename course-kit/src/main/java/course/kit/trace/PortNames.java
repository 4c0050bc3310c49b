package course.kit.trace;

import course.picture.trace.Event;
import course.picture.trace.Kind;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A server knows its clients by their ports, and hears of them before they have said that they are
 * connected. So their names are put in when a trace is read.
 */
final class PortNames {
    private static final Pattern PORT = Pattern.compile("(?:the client on )?port (\\d+)");

    private final Map<String, String> lanes = new HashMap<>();

    private PortNames(List<Event> events) {
        for (var event : events) {
            if (event.kind() == Kind.CONNECTED) {
                lanes.put(event.text(), event.lane());
            }
        }
    }

    static List<Event> replacedIn(List<Event> events) {
        if (events.stream().noneMatch(PortNames::isAboutPorts)) {
            return events;
        }
        var names = new PortNames(events);
        return events.stream().map(names::named).toList();
    }

    private static boolean isAboutPorts(Event event) {
        return event.kind().topic() == Kind.Topic.LOOP;
    }

    private Event named(Event event) {
        return isAboutPorts(event)
                ? new Event(
                        event.nanos(),
                        event.virtual(),
                        event.lane(),
                        event.kind(),
                        named(event.text()),
                        named(event.to()))
                : event;
    }

    private String named(String text) {
        return PORT.matcher(text).replaceAll(this::name);
    }

    private String name(MatchResult found) {
        var lane = lanes.getOrDefault(found.group(1), found.group());
        return lane.replace("\\", "").replace("$", "");
    }
}
