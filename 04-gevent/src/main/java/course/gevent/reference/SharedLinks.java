package course.gevent.reference;

import course.gevent.Waitable;

import java.util.function.Consumer;

/**
 * For what any thread may make ready: who is linked at that moment is told, and who comes later is
 * not.
 */
final class SharedLinks extends Links {
    SharedLinks(Consumer<Runnable> loop, Consumer<Throwable> failures, Waitable source) {
        super(loop, failures, source);
    }

    @Override
    synchronized void add(Waitable.Listener listener) {
        super.add(listener);
    }

    @Override
    synchronized void remove(Waitable.Listener listener) {
        super.remove(listener);
    }

    @Override
    synchronized void tellAll() {
        super.tellAll();
    }

    @Override
    synchronized void turn() {
        super.turn();
    }

    @Override
    synchronized Waitable.Listener next() {
        return super.next();
    }
}
