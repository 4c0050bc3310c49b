package course.gevent;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import java.util.List;

/** Each way to wait by a hub, for something that does not come by itself. */
enum HubWait {
    SLEEP("sleep(%s)", false) {
        @Override
        void call(Hub hub, Waitable waitable, Duration limit) throws Exception {
            hub.sleep(limit);
        }
    },
    AWAIT("await(watcher, %s)", true) {
        @Override
        void call(Hub hub, Waitable waitable, Duration limit) throws Exception {
            hub.await(new Never("a sign"), limit);
        }
    },
    JOIN("join(waitable, %s)", true) {
        @Override
        void call(Hub hub, Waitable waitable, Duration limit) throws Exception {
            hub.join(waitable, limit);
        }
    },
    WAIT("wait(all, %s, 1)", true) {
        @Override
        void call(Hub hub, Waitable waitable, Duration limit) throws Exception {
            hub.wait(List.of(waitable), limit, 1);
        }
    },
    JOIN_ALL("joinAll(all, %s, false, 1)", true) {
        @Override
        void call(Hub hub, Waitable waitable, Duration limit) throws Exception {
            hub.joinAll(List.of(waitable), limit, false, 1);
        }
    },
    JOIN_ALL_RAISING("joinAll(all, %s, true, 1)", true) {
        @Override
        void call(Hub hub, Waitable waitable, Duration limit) throws Exception {
            hub.joinAll(List.of(waitable), limit, true, 1);
        }
    },
    IWAIT("iwait(all, %s).next()", true) {
        @Override
        void call(Hub hub, Waitable waitable, Duration limit) throws Exception {
            try (var arrivals = hub.iwait(List.of(waitable), limit)) {
                arrivals.next();
            }
        }
    };

    /** The longest that a duration can say. */
    static final Duration LONGEST = ofSeconds(Long.MAX_VALUE);

    private final String text;
    private final boolean isForSomething;

    HubWait(String text, boolean isForSomething) {
        this.text = text;
        this.isForSomething = isForSomething;
    }

    /** Waits, no longer than this. */
    abstract void call(Hub hub, Waitable waitable, Duration limit) throws Exception;

    /** Whether it can end before its time. */
    boolean isForSomething() {
        return isForSomething;
    }

    /** The call, as one would write it. */
    String text(Duration limit) {
        var shown =
                limit == null
                        ? "null"
                        : limit.equals(LONGEST)
                                ? "Long.MAX_VALUE s"
                                : limit.equals(ZERO) ? "ZERO" : limit.toString();
        return text.formatted(shown);
    }
}
