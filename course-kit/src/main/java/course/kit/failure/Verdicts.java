package course.kit.failure;

import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import org.opentest4j.ValueWrapper;

/** What an example ends with, if not well. */
public final class Verdicts {
    private Verdicts() {}

    /** What the kit has made itself, so that its text is safe to read. */
    public sealed interface KitVerdict permits Skipped, StillToDo, NotDone, Failed, Hung {}

    /** The spec found that this machine lacks what the example is about. */
    public static final class Skipped extends TestAbortedException implements KitVerdict {
        private static final long serialVersionUID = 1;

        public Skipped(String why) {
            super(FailureText.shortened(why));
        }
    }

    /** An exercise not begun, where that is allowed: JUnit counts it as skipped. */
    public static final class StillToDo extends TestAbortedException implements KitVerdict {
        private static final long serialVersionUID = 1;
        private final transient ToDo toDo;

        public StillToDo(ToDo toDo) {
            super(FailureText.shortened(toDo.toString()));
            this.toDo = toDo;
            setStackTrace(new StackTraceElement[0]);
        }

        public ToDo toDo() {
            return toDo;
        }

        @Override
        public String toString() {
            return "to do: " + getMessage();
        }
    }

    /** An exercise not begun, where all must be done. */
    public static final class NotDone extends AssertionError implements KitVerdict {
        private static final long serialVersionUID = 1;
        private final transient ToDo toDo;

        public NotDone(ToDo toDo) {
            super(FailureText.shortened(toDo.brief()));
            this.toDo = toDo;
            setStackTrace(new StackTraceElement[0]);
        }

        public ToDo toDo() {
            return toDo;
        }

        @Override
        public String toString() {
            return "to do: " + toDo;
        }
    }

    public static final class Failed extends AssertionFailedError implements KitVerdict {
        private static final long serialVersionUID = 1;

        public Failed(String message, Throwable cause) {
            super(
                    FailureText.shortened(message),
                    cause instanceof AssertionFailedError failed
                            ? text(failed.getExpected())
                            : null,
                    cause instanceof AssertionFailedError failed ? text(failed.getActual()) : null);
            setStackTrace(Stacks.relevant(cause.getStackTrace()));
        }

        /** Not the value itself, which may be of the learner's own making. */
        private static String text(ValueWrapper value) {
            return value == null ? null : FailureText.shortened(value.getStringRepresentation());
        }

        public Failed(String message) {
            super(FailureText.shortened(message));
            setStackTrace(new StackTraceElement[0]);
        }

        @Override
        public String toString() {
            return "failed: " + getMessage();
        }
    }

    public static final class Hung extends AssertionError implements KitVerdict {
        private static final long serialVersionUID = 1;

        public Hung(String message) {
            super(FailureText.shortened(message));
            setStackTrace(new StackTraceElement[0]);
        }

        @Override
        public String toString() {
            return "hung: " + getMessage();
        }
    }
}
