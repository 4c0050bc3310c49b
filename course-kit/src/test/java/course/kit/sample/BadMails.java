package course.kit.sample;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A mail for each way in which an exception comes from a learner's line, or comes near it. */
public final class BadMails {
    private BadMails() {}

    abstract static class BadMail implements Mail {
        final Post post;

        BadMail(Post post) {
            this.post = post;
        }
    }

    public static final class WithoutAWord extends BadMail {
        WithoutAWord(Post post) {
            super(post);
        }

        @Override
        public void deliver() {
            post.send("");
        }
    }

    public static final class FailingWhenCalledBack extends BadMail {
        FailingWhenCalledBack(Post post) {
            super(post);
        }

        @Override
        public void deliver() {
            post.sendLater(() -> List.of().getFirst());
        }
    }

    public static final class FailingOnAVirtualThread extends BadMail {
        FailingOnAVirtualThread(Post post) {
            super(post);
        }

        @Override
        public void deliver() throws InterruptedException {
            Thread.startVirtualThread(() -> post.send("")).join();
        }
    }

    public static final class FailingElsewhere extends BadMail {
        FailingElsewhere(Post post) {
            super(post);
        }

        @Override
        public void deliver() throws Exception {
            post.sendElsewhere("");
        }
    }

    public static final class WithoutAStack extends BadMail {
        WithoutAStack(Post post) {
            super(post);
        }

        @Override
        public void deliver() {
            var failure = new IllegalStateException("torn");
            failure.setStackTrace(new StackTraceElement[0]);
            throw failure;
        }
    }

    public static final class Wrapping extends BadMail {
        Wrapping(Post post) {
            super(post);
        }

        @Override
        public void deliver() {
            try {
                post.send("");
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static final class Renaming extends BadMail {
        Renaming(Post post) {
            super(post);
        }

        @Override
        public void deliver() {
            try {
                post.send("");
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException("torn", e);
            }
        }
    }

    public static final class Asserting extends BadMail {
        Asserting(Post post) {
            super(post);
        }

        @Override
        public void deliver() {
            throw new AssertionError();
        }
    }

    public static final class FailingWhenClosed extends BadMail implements AutoCloseable {
        FailingWhenClosed(Post post) {
            super(post);
        }

        @Override
        public void deliver() {}

        @Override
        public void close() {
            post.send("");
        }
    }

    public static final class HangingWhenClosed extends BadMail implements AutoCloseable {
        HangingWhenClosed(Post post) {
            super(post);
        }

        @Override
        public void deliver() {}

        @Override
        public void close() {
            while (true) {
                LockSupport.park();
            }
        }
    }

    public static final class FailingBesideWhenClosed extends BadMail implements AutoCloseable {
        FailingBesideWhenClosed(Post post) {
            super(post);
        }

        @Override
        public void deliver() {}

        @Override
        public void close() {
            new Thread(() -> post.send(""), "the collector").start();
        }
    }

    public static final class ToDoWhenClosed extends BadMail implements AutoCloseable {
        ToDoWhenClosed(Post post) {
            super(post);
        }

        @Override
        public void deliver() {}

        @Override
        public void close() {
            throw new UnsupportedOperationException("TODO 0.6.1: collect what is left");
        }
    }

    /** Of which the spec asks something more when the example has ended. */
    public static final class UncollectedMail extends BadMail {
        UncollectedMail(Post post) {
            super(post);
        }

        @Override
        public void deliver() {}

        void collect() {
            post.send("");
        }
    }
}
