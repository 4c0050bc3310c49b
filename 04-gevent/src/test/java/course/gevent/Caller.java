package course.gevent;

import course.kit.Background;

/** Who calls: where a contract says <em>any thread, at any time</em>, each of them may. */
enum Caller {
    THE_MAIN_GREENLET {
        @Override
        void call(Hub hub, Background background, Runnable action) {
            action.run();
        }
    },
    A_GREEN_THREAD {
        @Override
        void call(Hub hub, Background background, Runnable action) {
            hub.spawn("the one who calls", action::run);
        }
    },
    A_MESSAGE {
        @Override
        void call(Hub hub, Background background, Runnable action) {
            hub.post(action);
        }
    },
    A_TIMER {
        @Override
        void call(Hub hub, Background background, Runnable action) {
            hub.postDelayed(action, java.time.Duration.ofNanos(1));
        }
    },
    A_LISTENER {
        @Override
        void call(Hub hub, Background background, Runnable action) {
            hub.spawn("the one who ends", () -> {}).link(source -> action.run());
        }
    },
    ANOTHER_THREAD {
        @Override
        void call(Hub hub, Background background, Runnable action) {
            background.start("another thread", action::run).awaitEnd();
        }
    },
    A_VIRTUAL_THREAD {
        @Override
        void call(Hub hub, Background background, Runnable action) {
            var thread = Thread.ofVirtual().name("a virtual thread").start(action);
            background.await("a virtual thread ends", () -> !thread.isAlive());
        }
    };

    /** Has this one call: now, or when the hub runs. */
    abstract void call(Hub hub, Background background, Runnable action);

    boolean isTheHub() {
        return this == A_MESSAGE || this == A_TIMER || this == A_LISTENER;
    }

    boolean isOutside() {
        return this == ANOTHER_THREAD || this == A_VIRTUAL_THREAD;
    }
}
