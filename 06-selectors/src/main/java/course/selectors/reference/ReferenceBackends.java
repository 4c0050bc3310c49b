package course.selectors.reference;

import course.select.reference.ReferenceEpoll;
import course.select.reference.ReferencePoll;
import course.select.reference.ReferenceSelect;
import course.selectors.Backend;
import course.selectors.Backends;

import java.io.IOException;
import java.util.LinkedHashMap;

public final class ReferenceBackends implements Backends {
    private final Availability available;

    public ReferenceBackends(Availability available) {
        this.available = available;
    }

    @Override
    public Backend open(Kind kind) throws IOException {
        var missing = available.missing(kind);
        if (missing.isPresent()) {
            throw new UnsupportedOperationException(missing.get());
        }
        return switch (kind) {
            case EPOLL -> new EpollBackend(ReferenceEpoll::new);
            case NIO -> new NioBackend();
            case POLL -> new PollBackend(new ReferencePoll());
            case SELECT -> new SelectBackend(new ReferenceSelect());
        };
    }

    @Override
    public Choice choose() {
        var passedOver = new LinkedHashMap<Kind, String>();
        for (var kind : Kind.values()) {
            var missing = available.missing(kind);
            if (missing.isEmpty()) {
                return new Choice(kind, passedOver);
            }
            passedOver.put(kind, missing.get());
        }
        throw new UnsupportedOperationException("Nothing to wait with: " + passedOver);
    }
}
