package course.gevent.mistakes;

import course.gevent.BlockedForeverException;
import course.gevent.GreenThread;
import course.gevent.Hub;
import course.gevent.Waitable;
import course.gevent.system.Whereabouts;
import course.greenlet.Greenlet;
import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.loop.EventLoop.Timer;
import course.loop.time.LoopClock;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A hub as gevent's: the loop runs on a greenlet of its own. It has a method for each thing that
 * can be got wrong.
 */
abstract class PlainHub implements Hub {
    final Thread thread = Thread.currentThread();
    final Greenlets greenlets;
    final LoopClock clock;
    final Consumer<Throwable> failures;
    final Deque<Runnable> ready = new ArrayDeque<>();
    final Deque<Runnable> posted = new ArrayDeque<>();
    final List<Delayed> timers = new ArrayList<>();
    final Map<Greenlet, Green> all = new LinkedHashMap<>();
    final Map<Greenlet, Wait> waits = new HashMap<>();
    final Greenlet main;
    Greenlet loop;
    int holds;
    int outside;
    private int spawned;

    PlainHub(Greenlets greenlets, LoopClock clock, Consumer<Throwable> failures) {
        this.greenlets = greenlets;
        this.clock = clock;
        this.failures = failures;
        main = greenlets.current();
        loop = greenlets.create(this::loop);
        all.put(main, new Green("main", main, null));
    }

    final void own() {
        if (Thread.currentThread() != thread) {
            throw new WrongThreadException("not the hub's thread");
        }
    }

    // green threads

    @Override
    public GreenThread spawn(Body body) {
        return spawn("greenlet " + ++spawned, body);
    }

    @Override
    public GreenThread spawn(String name, Body body) {
        own();
        Objects.requireNonNull(body);
        var green = new Green(name, null, body);
        green.greenlet = greenlets.create(first -> green.live(), loop);
        all.put(green.greenlet, green);
        start(green);
        return green;
    }

    void start(Green green) {
        ready.add(green::begin);
    }

    @Override
    public GreenThread current() {
        own();
        var greenlet = greenlets.current();
        return all.computeIfAbsent(greenlet, key -> new Green("own", key, null));
    }

    @Override
    public Greenlet greenlet() {
        return loop;
    }

    // the loop

    private Object loop(Object first) {
        while (true) {
            try {
                turn();
            } catch (Throwable end) {
                main.throwInto(end);
            }
        }
    }

    void turn() throws Throwable {
        synchronized (posted) {
            ready.addAll(posted);
            posted.clear();
        }
        look();
        var turn = takeTurn();
        for (var message : turn) {
            process(message);
        }
    }

    List<Runnable> takeTurn() {
        var turn = new ArrayList<Runnable>();
        var now = clock.now();
        while (!timers.isEmpty() && timers.getFirst().due.compareTo(now) <= 0) {
            turn.add(timers.removeFirst());
        }
        turn.addAll(ready);
        ready.clear();
        return turn;
    }

    void look() throws InterruptedException {
        if (!ready.isEmpty()) {
            clock.await(Duration.ZERO);
        } else if (hasMore()) {
            idle();
        } else if (waits.get(main) instanceof Drained drained) {
            drained.wake();
        } else {
            nothingLeft();
        }
    }

    void nothingLeft() throws InterruptedException {
        throw new BlockedForeverException(report());
    }

    void idle() throws InterruptedException {
        clock.await(timers.isEmpty() ? null : timers.getFirst().due);
    }

    boolean hasMore() {
        synchronized (posted) {
            return holds + outside > 0
                    || !posted.isEmpty()
                    || timers.stream().anyMatch(timer -> !timer.isDaemon);
        }
    }

    String report() {
        var text = new StringBuilder("for ever:");
        waits.forEach((greenlet, wait) -> {
            text.append("\n%s waits for %s".formatted(all.get(greenlet), wait.watcher));
            var stack =
                    greenlet == main
                            ? List.<StackTraceElement>of()
                            : List.of(Whereabouts.stackOf(greenlet));
            stack.forEach(frame -> text.append("\n  ").append(frame));
            if (greenlet == main) {
                List.of(mainStack).forEach(frame -> text.append("\n  ").append(frame));
            }
        });
        return text.toString();
    }

    private StackTraceElement[] mainStack = {};

    void process(Runnable message) throws Throwable {
        try {
            message.run();
        } catch (Throwable failure) {
            failures.accept(failure);
        }
    }

    @Override
    public void post(Runnable message) {
        Objects.requireNonNull(message);
        if (Thread.currentThread() == thread) {
            ready.add(message);
            return;
        }
        synchronized (posted) {
            posted.add(message);
        }
        wakeUp();
    }

    void wakeUp() {
        clock.wake();
    }

    @Override
    public Timer postDelayed(Runnable message, Duration delay) {
        own();
        return add(new Delayed(message, delay, false));
    }

    @Override
    public Timer postDaemon(Runnable message, Duration delay) {
        own();
        return add(new Delayed(message, delay, true));
    }

    Delayed add(Delayed timer) {
        var at = timers.size();
        while (at > 0 && timers.get(at - 1).due.compareTo(timer.due) > 0) {
            at--;
        }
        timers.add(at, timer);
        return timer;
    }

    @Override
    public Hold hold() {
        count(1);
        var open = new AtomicBoolean(true);
        return () -> {
            if (open.getAndSet(false)) {
                count(-1);
                clock.wake();
            }
        };
    }

    private void count(int more) {
        synchronized (posted) {
            holds += more;
        }
    }

    final class Delayed implements Timer, Runnable {
        final Duration due;
        final boolean isDaemon;
        Runnable message;

        Delayed(Runnable message, Duration delay, boolean isDaemon) {
            if (delay.isNegative()) {
                throw new IllegalArgumentException("negative");
            }
            this.message = message;
            this.isDaemon = isDaemon;
            due = clock.now().plus(delay);
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
            own();
            var inTime = message != null;
            message = null;
            timers.remove(this);
            return inTime;
        }
    }

    // waiting

    @Override
    public boolean await(Watcher watcher, Duration timeout) throws InterruptedException {
        own();
        return waitBy(new Wait(watcher), timeout);
    }

    boolean waitBy(Wait wait, Duration timeout) throws InterruptedException {
        var me = greenlets.current();
        if (me == loop) {
            throw new IllegalStateException("the hub must not wait");
        }
        current();
        Delayed timer = null;
        if (timeout != null) {
            timer = new Delayed(wait::goOn, timeout, wait instanceof Drained);
            add(timer);
        }
        outside += wait.watcher.isOutside() ? 1 : 0;
        waits.put(me, wait);
        if (me == main) {
            mainStack = Thread.currentThread().getStackTrace();
        }
        var ended = false;
        try {
            wait.watcher.start(wait);
            var token = leave();
            check(token, wait);
            ended = true;
        } finally {
            outside -= wait.watcher.isOutside() ? 1 : 0;
            wait.isOver = true;
            waits.remove(me, wait);
            if (timer != null) {
                forget(timer);
            }
            stop(wait.watcher, ended);
        }
        return wait.isWoken;
    }

    Object leave() {
        return loop.switchTo();
    }

    void check(Object token, Wait wait) {
        if (token != wait) {
            throw new IllegalStateException("who was that?");
        }
    }

    void forget(Delayed timer) {
        timer.cancel();
    }

    void stop(Watcher watcher, boolean ended) {
        watcher.stop();
    }

    class Wait implements Waiter {
        final Greenlet who = greenlets.current();
        final Watcher watcher;
        boolean isWoken;
        boolean isOver;

        Wait(Watcher watcher) {
            this.watcher = watcher;
        }

        @Override
        public void wake() {
            if (Thread.currentThread() != thread) {
                post(this::wake);
            } else if (!isWoken && !isOver) {
                isWoken = true;
                ready.add(this::goOn);
            }
        }

        void goOn() {
            if (!isOver) {
                who.switchTo(this);
            }
        }
    }

    final class Drained extends Wait {
        Drained() {
            super(new Nothing());
        }
    }

    private static final class Nothing implements Watcher {
        @Override
        public void start(Waiter waiter) {}
    }

    @Override
    public boolean join(Duration timeout) throws InterruptedException {
        own();
        if (greenlets.current() != main) {
            throw new IllegalStateException("only main");
        }
        return waitBy(new Drained(), timeout);
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        own();
        if (duration.isZero()) {
            yieldTurn();
        } else {
            await(new Nothing(), duration);
        }
    }

    void yieldTurn() throws InterruptedException {
        await(Waiter::wake);
    }

    @Override
    public boolean join(Waitable waitable, Duration timeout) throws InterruptedException {
        own();
        return !wait(List.of(waitable), timeout, 1).isEmpty();
    }

    @Override
    public <W extends Waitable> List<W> joinAll(
            Collection<W> all, Duration timeout, boolean raiseError, int count) throws Exception {
        try (var arrivals = iwait(all, timeout)) {
            var found = new ArrayList<W>();
            for (W next; found.size() < count && (next = arrivals.next()) != null; ) {
                if (raiseError && next.exception() != null) {
                    raise(next.exception());
                }
                found.add(next);
            }
            return found;
        }
    }

    @SuppressWarnings("unchecked")
    static <X extends Throwable> void raise(Throwable thrown) throws X {
        throw (X) thrown;
    }

    @Override
    public <W extends Waitable> List<W> wait(Collection<W> all, Duration timeout, int count)
            throws InterruptedException {
        try (var arrivals = iwait(all, timeout)) {
            var found = new ArrayList<W>();
            for (W next; found.size() < count && (next = arrivals.next()) != null; ) {
                found.add(next);
            }
            return found;
        }
    }

    @Override
    public <W extends Waitable> Arrivals<W> iwait(Collection<W> all, Duration timeout) {
        own();
        if (timeout != null && timeout.isNegative()) {
            throw new IllegalArgumentException("negative");
        }
        return new Group<>(all, timeout == null ? null : clock.now().plus(timeout));
    }

    final class Group<W extends Waitable> implements Arrivals<W> {
        private final Collection<W> pending = new LinkedHashSet<>();
        private final Deque<W> there = new ArrayDeque<>();
        private final Map<W, Waitable.Listener> links = new HashMap<>();
        private final Duration end;
        private Waiter waiter;

        Group(Collection<W> all, Duration end) {
            this.end = end;
            for (var one : new LinkedHashSet<>(all)) {
                if (one.isReady()) {
                    there.add(one);
                } else {
                    pending.add(one);
                    Waitable.Listener link = source -> arrived(one);
                    links.put(one, link);
                    one.link(link);
                }
            }
        }

        private void arrived(W one) {
            if (pending.remove(one)) {
                there.add(one);
                if (waiter != null) {
                    waiter.wake();
                }
            }
        }

        @Override
        public W next() throws InterruptedException {
            while (there.isEmpty() && !pending.isEmpty()) {
                var left = end == null ? null : end.minus(clock.now());
                if (left != null && !left.isPositive() || !await(this::started, left)) {
                    List.copyOf(pending).stream().filter(Waitable::isReady).forEach(this::arrived);
                    break;
                }
            }
            return there.poll();
        }

        private void started(Waiter who) {
            waiter = who;
        }

        @Override
        public void close() {
            links.forEach(Waitable::unlink);
            pending.clear();
            there.clear();
        }
    }

    void doom(Green green) {
        green.isDoomed = true;
    }

    void strikeUnstarted(Green green, Throwable thrown) {
        if (!(thrown instanceof GreenletExit)) {
            green.failure = thrown;
            failures.accept(thrown);
        }
        green.end();
    }

    /** A green thread. */
    class Green implements GreenThread {
        private final String name;
        private final Body body;
        Greenlet greenlet;
        boolean isStarted;
        boolean isDead;
        boolean isDoomed;
        Throwable failure;
        final List<Listener> links = new ArrayList<>();
        List<Listener> due = new ArrayList<>();

        Green(String name, Greenlet greenlet, Body body) {
            this.name = name;
            this.greenlet = greenlet;
            this.body = body;
            isStarted = greenlet != null;
        }

        void begin() {
            if (!isStarted && !isDead && !isDoomed) {
                isStarted = true;
                greenlet.switchTo();
            }
        }

        Object live() {
            try {
                body.run();
            } catch (GreenletExit exit) {
                // fine
            } catch (Throwable thrown) {
                failure = thrown;
                failures.accept(thrown);
            }
            end();
            return null;
        }

        void end() {
            isDead = true;
            all.remove(greenlet);
            tellSoon();
        }

        void tellSoon() {
            due.addAll(links);
            links.clear();
            if (!due.isEmpty()) {
                post(this::tell);
            }
        }

        void tell() {
            while (!due.isEmpty()) {
                tell(due.removeFirst());
            }
        }

        void tell(Listener listener) {
            try {
                listener.onReady(this);
            } catch (Throwable thrown) {
                failures.accept(thrown);
            }
        }

        @Override
        public Greenlet greenlet() {
            return greenlet;
        }

        @Override
        public boolean isStarted() {
            return isStarted && !isDead;
        }

        @Override
        public boolean isReady() {
            return isDead;
        }

        @Override
        public Throwable exception() {
            return failure;
        }

        @Override
        public void throwInto(Throwable thrown) {
            if (Thread.currentThread() == thread && !isStarted) {
                doom(this);
            }
            if (Thread.currentThread() == thread && greenlets.current() == loop) {
                strike(thrown);
            } else {
                post(() -> strike(thrown));
            }
        }

        void strike(Throwable thrown) {
            if (isDead) {
                return;
            }
            if (!isStarted) {
                strikeUnstarted(this, thrown);
            } else {
                greenlet.throwInto(thrown);
            }
        }

        @Override
        public void link(Listener listener) {
            own();
            links.add(listener);
            if (isDead) {
                tellSoon();
            }
        }

        @Override
        public void unlink(Listener listener) {
            own();
            if (!links.remove(listener)) {
                due.remove(listener);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
