package course.kit;

import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import org.opentest4j.ValueWrapper;

/** What an example ends with, if not well. */
final class Verdicts {
    private Verdicts() {}

    /** What the kit has made itself, so that its text is safe to read. */
    sealed interface KitVerdict permits Skipped, StillToDo, NotDone, Failed, Hung {}

    /** The spec found that this machine lacks what the example is about. */
    static final class Skipped extends TestAbortedException implements KitVerdict {
        private static final long serialVersionUID = 1;

        Skipped(String why) {
            super(Harmless.shortened(why));
        }
    }

    /** An exercise not begun, where that is allowed: JUnit counts it as skipped. */
    static final class StillToDo extends TestAbortedException implements KitVerdict {
        private static final long serialVersionUID = 1;
        private final transient ToDo toDo;

        StillToDo(ToDo toDo) {
            super(Harmless.shortened(toDo.toString()));
            this.toDo = toDo;
            setStackTrace(new StackTraceElement[0]);
        }

        ToDo toDo() {
            return toDo;
        }

        @Override
        public String toString() {
            return "to do: " + getMessage();
        }
    }

    /** An exercise not begun, where all must be done. */
    static final class NotDone extends AssertionError implements KitVerdict {
        private static final long serialVersionUID = 1;
        private final transient ToDo toDo;

        NotDone(ToDo toDo) {
            super(Harmless.shortened(toDo.brief()));
            this.toDo = toDo;
            setStackTrace(new StackTraceElement[0]);
        }

        ToDo toDo() {
            return toDo;
        }

        @Override
        public String toString() {
            return "to do: " + toDo;
        }
    }

    static final class Failed extends AssertionFailedError implements KitVerdict {
        private static final long serialVersionUID = 1;

        Failed(String message, Throwable cause) {
            super(
                    Harmless.shortened(message),
                    cause instanceof AssertionFailedError failed
                            ? text(failed.getExpected())
                            : null,
                    cause instanceof AssertionFailedError failed ? text(failed.getActual()) : null);
            setStackTrace(Stacks.relevant(cause.getStackTrace()));
        }

        /** Not the value itself, which may be of the learner's own making. */
        private static String text(ValueWrapper value) {
            return value == null ? null : Harmless.shortened(value.getStringRepresentation());
        }

        Failed(String message) {
            super(Harmless.shortened(message));
            setStackTrace(new StackTraceElement[0]);
        }

        @Override
        public String toString() {
            return "failed: " + getMessage();
        }
    }

    static final class Hung extends AssertionError implements KitVerdict {
        private static final long serialVersionUID = 1;

        Hung(String message) {
            super(Harmless.shortened(message));
            setStackTrace(new StackTraceElement[0]);
        }

        @Override
        public String toString() {
            return "hung: " + getMessage();
        }
    }
}
