package course.gevent.mistakes;

import course.gevent.Cancellation;
import course.gevent.GreenThread;
import course.gevent.Hub;
import course.gevent.Timeout;
import course.loop.EventLoop.Timer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** Kill and timeouts, with a method for each thing that can be got wrong. */
abstract class PlainCancellation implements Cancellation {
    final Hub hub;
    final Set<GreenThread> asked = new HashSet<>();

    PlainCancellation(Hub hub) {
        this.hub = hub;
    }

    @Override
    public void killSoon(GreenThread victim, Throwable thrown) {
        if (!asked.contains(victim)) {
            asked.add(victim);
            strikeSoon(victim, thrown);
        }
    }

    void strikeSoon(GreenThread victim, Throwable thrown) {
        victim.throwInto(thrown);
        hub.post(() -> asked.remove(victim));
    }

    @Override
    public boolean killAll(
            Collection<? extends GreenThread> victims, Throwable thrown, Duration timeout)
            throws InterruptedException {
        var others = new ArrayList<GreenThread>(victims);
        var isSelf = others.removeIf(one -> one.greenlet() == hub.current().greenlet());
        for (var victim : others) {
            killSoon(victim, thrown);
        }
        if (isSelf) {
            suicide(thrown);
        }
        return awaitAll(others, timeout);
    }

    void suicide(Throwable thrown) {
        PlainCancellation.<RuntimeException>raise(thrown);
    }

    boolean awaitAll(List<GreenThread> victims, Duration timeout) throws InterruptedException {
        hub.wait(victims, timeout, victims.size());
        return victims.stream().allMatch(GreenThread::isReady);
    }

    @SuppressWarnings("unchecked")
    static <X extends Throwable> void raise(Throwable thrown) throws X {
        throw (X) thrown;
    }

    @Override
    public Timeout timeout(Duration duration, Throwable thrown) {
        var limit = new Limit(duration, thrown);
        limit.restart();
        return limit;
    }

    @Override
    public <T> T call(Duration timeout, Callable<T> body) throws Exception {
        var mine = timeout(timeout);
        try {
            return body.call();
        } finally {
            done(mine);
        }
    }

    @Override
    public <T> T call(Duration timeout, Callable<T> body, T otherwise) throws Exception {
        var mine = timeout(timeout);
        try {
            return body.call();
        } catch (Timeout caught) {
            if (!isMine(caught, mine)) {
                throw caught;
            }
            return otherwise;
        } finally {
            done(mine);
        }
    }

    @Override
    public boolean run(Duration timeout, Hub.Body body) throws Exception {
        var mine = timeout(timeout);
        try {
            body.run();
            return true;
        } catch (Timeout caught) {
            if (!isMine(caught, mine)) {
                throw caught;
            }
            return false;
        } finally {
            done(mine);
        }
    }

    boolean isMine(Timeout caught, Timeout mine) {
        return caught == mine;
    }

    void done(Timeout mine) {
        mine.close();
    }

    GreenThread victim(GreenThread starter) {
        return starter;
    }

    void strike(GreenThread victim, Throwable thrown) {
        victim.throwInto(thrown);
    }

    Throwable chosen(Timeout timeout, Throwable custom) {
        return custom == null ? timeout : custom;
    }

    class Limit extends Timeout {
        private static final long serialVersionUID = 1;
        final transient Duration duration;
        final Throwable custom;
        transient Timer timer;

        Limit(Duration duration, Throwable custom) {
            super(duration);
            this.duration = duration;
            this.custom = custom;
        }

        @Override
        public boolean isPending() {
            return timer != null;
        }

        @Override
        public void restart() {
            close();
            if (duration != null) {
                var starter = victim(hub.current());
                timer =
                        hub.postDelayed(
                                () -> {
                                    timer = null;
                                    strike(starter, chosen(this, custom));
                                },
                                duration);
            }
        }

        @Override
        public void close() {
            if (timer != null) {
                timer.cancel();
            }
            timer = null;
        }
    }
}
