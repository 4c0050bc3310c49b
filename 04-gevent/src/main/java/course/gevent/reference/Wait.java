package course.gevent.reference;

import course.gevent.Hub;

import java.time.Duration;

/**
 * The second layer, on which all other waits are built: one wait of one green thread. As a message
 * of the loop, it lets the green thread go on.
 */
final class Wait implements Hub.Waiter, Runnable {
    private final GreenThreads threads;
    private final Loop loop;
    private final HubGreenThread waiting;
    private final Object subject;
    private boolean isWoken;
    private boolean isDue;
    private boolean isOver;

    /**
     * @param subject what it waits for
     */
    Wait(GreenThreads threads, HubGreenThread waiting, Object subject) {
        this.threads = threads;
        this.loop = threads.loop();
        this.waiting = waiting;
        this.subject = subject;
    }

    /** Start the watcher, switch out, look who came back, stop the watcher. */
    boolean await(Hub.Watcher watcher, Duration timeout) throws InterruptedException {
        threads.requireMayWait(waiting);
        var timer = timeout == null ? null : loop.setTimer(this, timeout, false);
        var isOutside = watcher.isOutside();
        if (isOutside) {
            loop.outsideWaitBegins();
        }
        try {
            watcher.start(this);
            untilWoken();
        } finally {
            isOver = true;
            if (isOutside) {
                loop.outsideWaitEnds();
            }
            if (timer != null) {
                timer.cancel();
            }
            watcher.stop();
        }
        return isWoken;
    }

    /** Switches out, and returns when the hub, and nobody else, has switched back. */
    void untilWoken() throws InterruptedException {
        waiting.wait = this;
        try {
            var token = threads.switchOut(waiting);
            if (token != this) {
                throw new IllegalStateException(
                        "%s was switched to with %s while it waited for %s; that is for the hub alone"
                                .formatted(waiting, token, subject));
            }
        } finally {
            isOver = true;
            waiting.wait = null;
        }
    }

    @Override
    public void wake() {
        if (!loop.isOnItsThread()) {
            loop.post(this::wake);
        } else if (!isWoken && !isOver) {
            isWoken = true;
            goOnSoon();
        }
    }

    void goOnSoon() {
        if (!isDue) {
            isDue = true;
            loop.add(this);
        }
    }

    @Override
    public void run() {
        isDue = false;
        if (!isOver) {
            threads.switchTo(waiting, this);
        }
    }

    boolean isWoken() {
        return isWoken;
    }

    Object subject() {
        return subject;
    }

    /** Whether it can begin anew: it is in no queue any more, as it is if it was cut short. */
    boolean canBeginAnew() {
        return !isDue;
    }

    void beginAnew() {
        isOver = false;
    }
}
