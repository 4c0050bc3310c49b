package course.kit.report;

import com.google.gson.JsonArray;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;

import course.picture.trace.Event;
import course.picture.trace.Kind;

import java.io.IOException;

/**
 * An event as one line: {@code [nanoseconds, "real" or "virtual", "lane", "KIND", "text", "to"]}.
 */
final class EventAdapter extends TypeAdapter<Event> {
    private static final String VIRTUAL = "virtual";

    @Override
    public void write(JsonWriter out, Event event) throws IOException {
        var line = new JsonArray();
        line.add(event.nanos());
        line.add(event.virtual() ? VIRTUAL : "real");
        line.add(event.lane());
        line.add(event.kind().name());
        line.add(event.text());
        line.add(event.to());
        out.jsonValue(line.toString());
    }

    @Override
    public Event read(JsonReader in) throws IOException {
        in.beginArray();
        var nanos = in.nextLong();
        var virtual = in.nextString().equals(VIRTUAL);
        var lane = in.nextString();
        var kind = Kind.valueOf(in.nextString());
        var event = new Event(nanos, virtual, lane, kind, in.nextString(), in.nextString());
        in.endArray();
        return event;
    }
}
