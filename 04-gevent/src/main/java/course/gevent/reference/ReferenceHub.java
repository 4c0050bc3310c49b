package course.gevent.reference;

import course.gevent.BlockedForeverException;
import course.gevent.GreenThread;
import course.gevent.Hub;
import course.gevent.Waitable;
import course.gevent.system.Whereabouts;
import course.greenlet.Greenlet;
import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.greenlet.jvm.Monitors;
import course.loop.EventLoop.Timer;
import course.loop.time.LoopClock;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The loop runs on the main greenlet, which the others switch to anyhow when they leave: so a wait
 * costs one switch there and one back.
 */
public final class ReferenceHub implements Hub {
    private static final String HUB = Hub.class.getName();
    private static final String IMPLEMENTATION = ReferenceHub.class.getName();

    /** What nobody wants to see of a stack. */
    private static final List<String> INSIDE =
            List.of("java.", "jdk.", "course.greenlet.", HUB + ".", HUB + "$", IMPLEMENTATION);

    private final Thread thread = Thread.currentThread();
    private final Greenlets greenlets;
    private final LoopClock clock;
    private final Consumer<Throwable> failures;

    private final ArrayDeque<Runnable> ready = new ArrayDeque<>();
    private final TreeSet<Delayed> timers = new TreeSet<>();
    private final Queue<Runnable> fromOtherThreads = new ConcurrentLinkedQueue<>();
    private final AtomicInteger holds = new AtomicInteger();
    private long timersSoFar;
    private long spawnedSoFar;
    private int daemons;
    private int outsideWaits;

    private final Node main;
    private Node current;
    private Node last;
    private boolean isLooping;

    public ReferenceHub(Greenlets greenlets, LoopClock clock, Consumer<Throwable> failures) {
        this.greenlets = greenlets;
        this.clock = clock;
        this.failures = failures;
        var greenlet = greenlets.current();
        if (greenlet.parent() != null) {
            throw new IllegalStateException("a hub is made by the main greenlet, not " + greenlet);
        }
        main = new Node("main", null);
        main.greenlet = greenlet;
        main.state = State.STARTED;
        current = main;
        last = main;
    }

    // Green threads

    @Override
    public GreenThread spawn(Body body) {
        return spawn(null, body);
    }

    @Override
    public GreenThread spawn(String name, Body body) {
        requireThread();
        var node = new Node(name, Objects.requireNonNull(body, "body"));
        node.greenlet = greenlets.create(node, main.greenlet);
        ready.add(node);
        return node;
    }

    @Override
    public GreenThread current() {
        return currentNode();
    }

    private Node currentNode() {
        requireThread();
        var greenlet = greenlets.current();
        return current.greenlet == greenlet ? current : adopt(greenlet);
    }

    /**
     * Somebody has switched to a greenlet of his own; in the hub's eyes it is a green thread too.
     */
    private Node adopt(Greenlet greenlet) {
        if (greenlet == main.greenlet) {
            return main;
        }
        for (var node = last; node != main; node = node.before) {
            if (node.greenlet == greenlet) {
                return node;
            }
        }
        var stranger = new Node(greenlet.toString(), null);
        stranger.greenlet = greenlet;
        stranger.state = State.STARTED;
        stranger.enlist();
        return stranger;
    }

    @Override
    public Greenlet greenlet() {
        return main.greenlet;
    }

    // The one wait

    @Override
    public boolean await(Watcher watcher, Duration timeout) throws InterruptedException {
        var node = currentNode();
        var wait = new Wait(node, watcher);
        node.requireMayWait();
        var timer = timeout == null ? null : setTimer(wait, timeout, false);
        if (watcher.isOutside()) {
            outsideWaits++;
        }
        try {
            watcher.start(wait);
            wait.untilWoken();
        } finally {
            wait.isOver = true;
            if (watcher.isOutside()) {
                outsideWaits--;
            }
            if (timer != null) {
                timer.cancel();
            }
            watcher.stop();
        }
        return wait.isWoken;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (duration != null && duration.isZero()) {
            var node = currentNode();
            node.requireMayWait();
            var wait = node.nextTurn();
            wait.goOnSoon();
            wait.untilWoken();
        } else {
            await(new Sleep(duration), duration);
        }
    }

    /** Woken by nothing but the time. */
    private record Sleep(Duration duration) implements Watcher {
        @Override
        public void start(Waiter waiter) {}

        @Override
        public String toString() {
            return duration == null ? "nothing" : "the end of " + duration;
        }
    }

    /** One wait of one green thread; as a message, it lets it go on. */
    private final class Wait implements Waiter, Runnable {
        private final Node node;
        private final Object subject;
        private boolean isWoken;
        private boolean isDue;
        private boolean isOver;

        Wait(Node node, Object subject) {
            this.node = node;
            this.subject = subject;
        }

        @Override
        public void wake() {
            if (Thread.currentThread() != thread) {
                post(this::wake);
            } else if (!isWoken && !isOver) {
                isWoken = true;
                goOnSoon();
            }
        }

        void goOnSoon() {
            if (!isDue) {
                isDue = true;
                ready.add(this);
            }
        }

        @Override
        public void run() {
            isDue = false;
            if (!isOver) {
                resume(node, this);
            }
        }

        void untilWoken() throws InterruptedException {
            node.wait = this;
            try {
                var token = node == main ? runLoop() : greenletOfLoop().switchTo();
                if (token != this) {
                    throw new IllegalStateException(
                            "%s was switched to with %s while it waited for %s; that is for the hub alone"
                                    .formatted(node, token, subject));
                }
            } finally {
                isOver = true;
                node.wait = null;
            }
        }
    }

    private Greenlet greenletOfLoop() {
        if (!isLooping) {
            throw new IllegalStateException("the hub does not run: the main greenlet has to wait");
        }
        return main.greenlet;
    }

    private void resume(Node node, Object token) {
        if (node == main) {
            main.token = token;
            return;
        }
        current = node;
        node.greenlet.switchToUnguarded(token);
        current = main;
    }

    // The loop

    /** Until somebody hands the main greenlet a token. */
    private Object runLoop() throws InterruptedException {
        Monitors.keep();
        isLooping = true;
        try {
            while (main.token == null) {
                turn();
            }
            if (main.token instanceof Thrown thrown) {
                throw Sneaky.thrown(thrown.what);
            }
            return main.token;
        } finally {
            main.token = null;
            isLooping = false;
        }
    }

    private record Thrown(Throwable what) {}

    private void turn() throws InterruptedException {
        look();
        addDueTimers();
        takeFromOtherThreads();
        for (var left = ready.size(); left > 0 && main.token == null; left--) {
            process(ready.remove());
        }
    }

    private void look() throws InterruptedException {
        if (!ready.isEmpty() || !fromOtherThreads.isEmpty()) {
            clock.await(Duration.ZERO);
        } else if (mayHappen()) {
            clock.await(timers.isEmpty() ? null : timers.first().due);
        } else if (main.wait.subject == DRAINED) {
            main.wait.wake();
        } else {
            throw new BlockedForeverException(whoWaits());
        }
    }

    private boolean mayHappen() {
        return timers.size() > daemons
                || outsideWaits > 0
                || holds.get() > 0
                || !fromOtherThreads.isEmpty();
    }

    /**
     * Those whose time has come are before what is ready: a greenlet that only yields can't starve
     * them.
     */
    private void addDueTimers() {
        if (timers.isEmpty()) {
            return;
        }
        var now = clock.now();
        var due = new ArrayDeque<Runnable>();
        while (!timers.isEmpty() && timers.first().due.compareTo(now) <= 0) {
            due.push(timers.pollFirst().taken());
        }
        due.forEach(ready::addFirst);
    }

    private void takeFromOtherThreads() {
        for (var message = fromOtherThreads.poll();
                message != null;
                message = fromOtherThreads.poll()) {
            ready.add(message);
        }
    }

    private void process(Runnable message) {
        try {
            message.run();
        } catch (Throwable failure) {
            tell(failure);
        }
    }

    private void tell(Throwable failure) {
        try {
            failures.accept(failure);
        } catch (Throwable inReport) {
            var here = Thread.currentThread();
            here.getUncaughtExceptionHandler().uncaughtException(here, inReport);
        }
    }

    @Override
    public void post(Runnable message) {
        Objects.requireNonNull(message, "message");
        if (Thread.currentThread() == thread) {
            ready.add(message);
        } else {
            fromOtherThreads.add(message);
            clock.wake();
        }
    }

    @Override
    public Timer postDelayed(Runnable message, Duration delay) {
        requireThread();
        return setTimer(message, delay, false);
    }

    @Override
    public Timer postDaemon(Runnable message, Duration delay) {
        requireThread();
        return setTimer(message, delay, true);
    }

    private Delayed setTimer(Runnable message, Duration delay, boolean isDaemon) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("negative duration: " + delay);
        }
        var timer = new Delayed(message, clock.now().plus(delay), timersSoFar++, isDaemon);
        timers.add(timer);
        daemons += isDaemon ? 1 : 0;
        return timer;
    }

    @Override
    public Hold hold() {
        holds.incrementAndGet();
        var open = new AtomicBoolean(true);
        return () -> {
            if (open.getAndSet(false)) {
                holds.decrementAndGet();
                clock.wake();
            }
        };
    }

    private final class Delayed implements Timer, Runnable, Comparable<Delayed> {
        private final Duration due;
        private final long number;
        private final boolean isDaemon;
        private Runnable message;

        Delayed(Runnable message, Duration due, long number, boolean isDaemon) {
            this.message = message;
            this.due = due;
            this.number = number;
            this.isDaemon = isDaemon;
        }

        Delayed taken() {
            daemons -= isDaemon ? 1 : 0;
            return this;
        }

        @Override
        public void run() {
            var taken = message;
            message = null;
            if (taken != null) {
                taken.run();
            }
        }

        @Override
        public boolean cancel() {
            requireThread();
            if (message == null) {
                return false;
            }
            message = null;
            if (timers.remove(this)) {
                taken();
            }
            return true;
        }

        @Override
        public int compareTo(Delayed other) {
            var byTime = due.compareTo(other.due);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    // Waiting for what others do

    @Override
    public boolean join(Waitable waitable, Duration timeout) throws InterruptedException {
        requireThread();
        requireDuration(timeout);
        return waitable.isReady() || await(new Readiness(waitable), timeout) || waitable.isReady();
    }

    private static void requireDuration(Duration duration) {
        if (duration != null && duration.isNegative()) {
            throw new IllegalArgumentException("negative duration: " + duration);
        }
    }

    /** The listener is the watcher itself: one object for each wait. */
    private static final class Readiness implements Watcher, Waitable.Listener {
        private final Waitable waitable;
        private Waiter waiter;

        Readiness(Waitable waitable) {
            this.waitable = waitable;
        }

        @Override
        public void start(Waiter waiter) {
            this.waiter = waiter;
            waitable.link(this);
        }

        @Override
        public void onReady(Waitable source) {
            waiter.wake();
        }

        @Override
        public void stop() {
            waitable.unlink(this);
        }

        @Override
        public String toString() {
            return waitable.toString();
        }
    }

    @Override
    public <W extends Waitable> List<W> wait(Collection<W> all, Duration timeout, int count)
            throws InterruptedException {
        try (var arrivals = iwait(all, timeout)) {
            var arrived = new ArrayList<W>();
            while (arrived.size() < count) {
                var next = arrivals.next();
                if (next == null) {
                    break;
                }
                arrived.add(next);
            }
            return arrived;
        }
    }

    @Override
    public <W extends Waitable> List<W> joinAll(
            Collection<W> all, Duration timeout, boolean raiseError, int count) throws Exception {
        if (!raiseError) {
            return wait(all, timeout, count);
        }
        try (var arrivals = iwait(all, timeout)) {
            var arrived = new ArrayList<W>();
            while (arrived.size() < count) {
                var next = arrivals.next();
                if (next == null) {
                    break;
                }
                if (next.exception() != null) {
                    throw Sneaky.thrown(next.exception());
                }
                arrived.add(next);
            }
            return arrived;
        }
    }

    @Override
    public <W extends Waitable> Arrivals<W> iwait(Collection<W> all, Duration timeout) {
        requireThread();
        requireDuration(timeout);
        return new Linked<>(all, timeout == null ? null : clock.now().plus(timeout));
    }

    private final class Linked<W extends Waitable>
            implements Arrivals<W>, Watcher, Waitable.Listener {
        private final Collection<W> awaited;
        private final Queue<Waitable> arrived = new ArrayDeque<>();
        private final Duration end;
        private Waiter waiter;

        Linked(Collection<W> all, Duration end) {
            this.end = end;
            awaited = new LinkedHashSet<>(all);
            for (var one : awaited) {
                if (one.isReady()) {
                    arrived.add(one);
                } else {
                    one.link(this);
                }
            }
        }

        @Override
        public void onReady(Waitable waitable) {
            arrived.add(waitable);
            if (waiter != null) {
                waiter.wake();
            }
        }

        @Override
        public W next() throws InterruptedException {
            requireThread();
            if (arrived.isEmpty() && !awaited.isEmpty()) {
                if (end == null) {
                    await(this, null);
                } else if (end.compareTo(clock.now()) <= 0
                        || !await(this, end.minus(clock.now()))) {
                    takeWhatIsReadyAndNotTold();
                }
            }
            return arrived.isEmpty() ? null : taken();
        }

        private void takeWhatIsReadyAndNotTold() {
            for (var one : awaited) {
                if (one.isReady()) {
                    one.unlink(this);
                    arrived.add(one);
                }
            }
        }

        @SuppressWarnings("unchecked")
        private W taken() {
            var next = arrived.remove();
            awaited.remove(next);
            return (W) next;
        }

        @Override
        public void start(Waiter waiter) {
            this.waiter = waiter;
        }

        @Override
        public void stop() {
            waiter = null;
        }

        @Override
        public void close() {
            requireThread();
            awaited.forEach(one -> one.unlink(this));
            awaited.clear();
            arrived.clear();
        }

        @Override
        public String toString() {
            return "one of " + awaited;
        }
    }

    private static final Watcher DRAINED =
            new Watcher() {
                @Override
                public void start(Waiter waiter) {}

                @Override
                public String toString() {
                    return "the hub to have nothing left to do";
                }
            };

    @Override
    public boolean join(Duration timeout) throws InterruptedException {
        if (currentNode() != main) {
            throw new IllegalStateException("it is for the main greenlet to join the hub");
        }
        requireDuration(timeout);
        if (timeout == null) {
            await(DRAINED, null);
            return true;
        }
        return joinWithin(timeout);
    }

    /** The time limit itself is no reason to stay. */
    private boolean joinWithin(Duration timeout) throws InterruptedException {
        main.requireMayWait();
        var wait = new Wait(main, DRAINED);
        var limit = setTimer(wait, timeout, true);
        try {
            wait.untilWoken();
        } finally {
            limit.cancel();
        }
        return wait.isWoken;
    }

    // What a wait that can't end tells

    private String whoWaits() {
        var text = new StringBuilder("nothing is left that could happen, and there wait\n");
        main.describe(text, Thread.currentThread().getStackTrace());
        for (var node = main.after; node != null; node = node.after) {
            node.describe(text, Whereabouts.stackOf(node.greenlet));
        }
        return text.toString().stripTrailing();
    }

    private void requireThread() {
        if (Thread.currentThread() != thread) {
            throw new WrongThreadException(
                    "the hub belongs to the thread \"%s\", not to \"%s\"; post() is for all"
                            .formatted(thread.getName(), Thread.currentThread().getName()));
        }
    }

    private enum State {
        PENDING,
        STARTED,
        ENDED
    }

    /** A green thread: the body of its greenlet, and the message that starts it. */
    private final class Node implements GreenThread, Greenlets.Body, Runnable {
        private Greenlet greenlet;
        private Object name;
        private Body body;
        private State state = State.PENDING;
        private Wait wait;
        private Wait yielded;
        private Object token;
        private Throwable failure;
        private Links links;
        private Node before;
        private Node after;

        Node(String name, Body body) {
            this.name = name == null ? (Object) (++spawnedSoFar) : name;
            this.body = body;
        }

        /** The message. */
        @Override
        public void run() {
            if (body != null) {
                resume(this, null);
            }
        }

        /** The greenlet. */
        @Override
        public Object run(Object first) {
            state = State.STARTED;
            enlist();
            try {
                var taken = body;
                body = null;
                taken.run();
            } catch (GreenletExit exit) {
                // an end as good as any
            } catch (Throwable thrown) {
                fail(thrown);
            }
            delist();
            end();
            return null;
        }

        private void fail(Throwable thrown) {
            failure = thrown;
            tell(thrown);
        }

        private void end() {
            state = State.ENDED;
            if (links != null) {
                links.tellAll();
            }
        }

        private void enlist() {
            before = last;
            last.after = this;
            last = this;
        }

        private void delist() {
            before.after = after;
            if (after == null) {
                last = before;
            } else {
                after.before = before;
            }
            before = null;
            after = null;
        }

        /** A wait for nothing but the next turn: when it has come, it can be used again. */
        Wait nextTurn() {
            if (yielded == null
                    || yielded.isDue) { // still in the queue, if the last wait was cut short
                yielded = new Wait(this, "the next turn");
            }
            yielded.isOver = false;
            return yielded;
        }

        void requireMayWait() {
            if (this == main && isLooping) {
                throw new IllegalStateException(
                        "a message or a listener is run by the hub itself, and must not wait; spawn"
                                + " a green thread");
            }
        }

        @Override
        public Greenlet greenlet() {
            return greenlet;
        }

        @Override
        public boolean isStarted() {
            return state == State.STARTED;
        }

        @Override
        public boolean isReady() {
            return state == State.ENDED;
        }

        @Override
        public Throwable exception() {
            return failure;
        }

        @Override
        public void throwInto(Throwable thrown) {
            Objects.requireNonNull(thrown, "thrown");
            if (Thread.currentThread() != thread) {
                post(() -> throwInto(thrown));
                return;
            }
            if (state == State.PENDING) {
                body = null;
            }
            if (isLooping && greenlets.current() == main.greenlet) {
                throwNow(thrown);
            } else {
                post(() -> throwNow(thrown));
            }
        }

        private void throwNow(Throwable thrown) {
            if (state == State.PENDING) {
                if (!(thrown instanceof GreenletExit)) {
                    fail(thrown);
                }
                end();
            } else if (this == main) {
                token = new Thrown(thrown);
            } else if (!greenlet.isDead()) {
                current = this;
                greenlet.throwInto(thrown);
                current = main;
            }
        }

        @Override
        public void link(Listener listener) {
            requireThread();
            if (links == null) {
                links = new Links(ReferenceHub.this::post, ReferenceHub.this::tell, this);
            }
            links.add(Objects.requireNonNull(listener, "listener"));
        }

        @Override
        public void unlink(Listener listener) {
            requireThread();
            if (links != null) {
                links.remove(listener);
            }
        }

        void describe(StringBuilder text, StackTraceElement[] stack) {
            if (greenlet.isDead()) {
                return;
            }
            var subject = wait == null ? "a switch back" : wait.subject;
            text.append("  %s, for %s\n".formatted(this, subject));
            for (var frame : stack) {
                if (INSIDE.stream().noneMatch((frame.getClassName() + ".")::startsWith)) {
                    text.append("      at %s\n".formatted(frame));
                }
            }
        }

        @Override
        public String toString() {
            return name instanceof Long ? "greenlet " + name : (String) name;
        }
    }
}
