package course.greenlet.mistakes;

import course.greenlet.Greenlet;
import course.kit.Mistake;

import java.util.concurrent.SynchronousQueue;

/**
 * A thread for each greenlet, of which all but one wait. The order is right; a switch takes fifty
 * times as long, ten thousand of them take ten thousand stacks of the operating system, and what
 * belongs to a thread (locks, ThreadLocals) is another one's in each of them.
 */
@Mistake(killedBy = "allOfThemRunOnOneThread", saying = "a greenlet is no thread")
final class GreenletsOnThreads extends PlainGreenlets {
    private static final int AS_MANY_AS_THE_SYSTEM_ALLOWS = 200;

    private final ThreadLocal<Greenlet> here = new ThreadLocal<>();
    private final Greenlet main = new OnThread(null);

    @Override
    public Greenlet current() {
        return here.get() == null ? main : here.get();
    }

    @Override
    public Greenlet create(Body body) {
        return new OnThread(body);
    }

    private int threads;

    private final class OnThread extends Plain {
        private final SynchronousQueue<Object[]> values = new SynchronousQueue<>();
        private final Body work;

        OnThread(Body body) {
            super(new Tree(), body, null);
            work = body;
        }

        @Override
        public Object switchTo(Object value) {
            var self = (OnThread) current();
            if (self == this) {
                return value;
            }
            handOver(this, value);
            return self.take();
        }

        private void handOver(OnThread to, Object value) {
            if (!to.started && to.work != null) {
                to.started = true;
                if (++threads > AS_MANY_AS_THE_SYSTEM_ALLOWS) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                var thread = new Thread(() -> to.work(value), "a greenlet");
                thread.setDaemon(true);
                thread.start();
                return;
            }
            try {
                to.values.put(new Object[] {value});
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private Object take() {
            try {
                return values.take()[0];
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private void work(Object first) {
            here.set(this);
            Object result;
            try {
                result = work.run(first);
            } catch (Throwable thrown) {
                result = thrown;
            }
            ended = true;
            handOver((OnThread) main, result);
        }
    }
}
