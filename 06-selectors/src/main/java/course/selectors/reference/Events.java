package course.selectors.reference;

import course.selectors.Event;

import java.util.Set;

/** The four sets of events: made once, since they are needed for each channel at each turn. */
final class Events {
    static final Set<Event> NONE = Set.of();
    static final Set<Event> READ = Set.of(Event.READ);
    static final Set<Event> WRITE = Set.of(Event.WRITE);
    static final Set<Event> BOTH = Set.of(Event.READ, Event.WRITE);

    private Events() {}

    static Set<Event> of(boolean read, boolean write) {
        if (read) {
            return write ? BOTH : READ;
        }
        return write ? WRITE : NONE;
    }

    static Set<Event> common(Set<Event> some, Set<Event> others) {
        return of(
                some.contains(Event.READ) && others.contains(Event.READ),
                some.contains(Event.WRITE) && others.contains(Event.WRITE));
    }
}
