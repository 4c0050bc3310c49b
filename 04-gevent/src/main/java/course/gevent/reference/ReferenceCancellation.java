package course.gevent.reference;

import course.gevent.Cancellation;
import course.gevent.GreenThread;
import course.gevent.Hub;
import course.gevent.Timeout;
import course.greenlet.Greenlet;
import course.loop.EventLoop.Timer;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;

public final class ReferenceCancellation implements Cancellation {
    private final Hub hub;
    private final Set<Greenlet> doomed = Collections.newSetFromMap(new IdentityHashMap<>());

    public ReferenceCancellation(Hub hub) {
        this.hub = hub;
    }

    @Override
    public void killSoon(GreenThread victim, Throwable thrown) {
        Objects.requireNonNull(thrown, "thrown");
        if (victim.isReady() || !doomed.add(victim.greenlet())) {
            return;
        }
        if (victim.isStarted()) {
            hub.post(() -> {
                doomed.remove(victim.greenlet());
                victim.throwInto(thrown);
            });
        } else {
            // its start is in the queue already, before any message of ours
            victim.throwInto(thrown);
            hub.post(() -> doomed.remove(victim.greenlet()));
        }
    }

    @Override
    public boolean killAll(
            Collection<? extends GreenThread> victims, Throwable thrown, Duration timeout)
            throws InterruptedException {
        Loop.requireDuration(timeout);
        var others = new LinkedHashSet<GreenThread>(victims);
        var self = hub.current();
        var isVictim = others.removeIf(victim -> victim.greenlet() == self.greenlet());
        others.forEach(victim -> killSoon(victim, thrown));
        if (isVictim) {
            throw Sneaky.thrown(thrown);
        }
        return hub.wait(others, timeout, others.size()).size() == others.size();
    }

    @Override
    public Timeout timeout(Duration duration, Throwable thrown) {
        var timeout = new Limit(duration, thrown);
        timeout.restart();
        return timeout;
    }

    @Override
    public <T> T call(Duration duration, Callable<T> body) throws Exception {
        try (var timeout = timeout(duration)) {
            Objects.requireNonNull(timeout);
            return body.call();
        }
    }

    @Override
    public <T> T call(Duration duration, Callable<T> body, T otherwise) throws Exception {
        var mine = timeout(duration);
        try (mine) {
            return body.call();
        } catch (Timeout caught) {
            if (caught != mine) {
                throw caught;
            }
            return otherwise;
        }
    }

    @Override
    public boolean run(Duration duration, Hub.Body body) throws Exception {
        return call(
                duration,
                () -> {
                    body.run();
                    return true;
                },
                false);
    }

    private final class Limit extends Timeout {
        private static final long serialVersionUID = 1;

        private final transient Duration duration;
        private final Throwable thrown;
        private transient Timer timer;

        Limit(Duration duration, Throwable thrown) {
            super(duration);
            this.duration = duration;
            this.thrown = thrown == null ? this : thrown;
        }

        @Override
        public boolean isPending() {
            return timer != null;
        }

        @Override
        public void restart() {
            close();
            if (duration != null) {
                var victim = hub.current();
                timer = hub.postDelayed(() -> strike(victim), duration);
            }
        }

        private void strike(GreenThread victim) {
            timer = null;
            victim.throwInto(thrown);
        }

        @Override
        public void close() {
            if (timer != null) {
                timer.cancel();
                timer = null;
            }
        }
    }
}
