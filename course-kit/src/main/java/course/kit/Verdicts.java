package course.kit;

import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** What an example ends with, if not well. */
final class Verdicts {
    private Verdicts() {}

    /** An exercise not begun, where that is allowed: JUnit counts it as skipped. */
    static final class StillToDo extends TestAbortedException {
        private static final long serialVersionUID = 1;
        private final transient ToDo toDo;

        StillToDo(ToDo toDo) {
            super(toDo.toString());
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
    static final class NotDone extends AssertionError {
        private static final long serialVersionUID = 1;
        private final transient ToDo toDo;

        NotDone(ToDo toDo) {
            super(toDo.brief());
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

    static final class Failed extends AssertionFailedError {
        private static final long serialVersionUID = 1;

        Failed(String message, Throwable cause) {
            super(
                    message,
                    cause instanceof AssertionFailedError failed ? failed.getExpected() : null,
                    cause instanceof AssertionFailedError failed ? failed.getActual() : null);
            setStackTrace(Stacks.relevant(cause.getStackTrace()));
        }

        Failed(String message) {
            super(message);
            setStackTrace(new StackTraceElement[0]);
        }

        @Override
        public String toString() {
            return "failed: " + getMessage();
        }
    }

    static final class Hung extends AssertionError {
        private static final long serialVersionUID = 1;

        Hung(String message) {
            super(message);
            setStackTrace(new StackTraceElement[0]);
        }

        @Override
        public String toString() {
            return "hung: " + getMessage();
        }
    }
}
