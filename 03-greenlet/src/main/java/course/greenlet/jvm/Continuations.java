package course.greenlet.jvm;

/** The JVM's continuations, which the JDK exports to nobody by itself. */
public final class Continuations {
    private static final String PACKAGE = "jdk.internal.vm";
    private static final String FLAG = "--add-exports java.base/jdk.internal.vm=ALL-UNNAMED";

    private Continuations() {}

    /**
     * Call it before the first use of {@code jdk.internal.vm.Continuation}.
     *
     * @throws IllegalStateException if the JVM was started without the flag; the message has it
     */
    public static void requireAccess() {
        var here = Continuations.class.getModule();
        if (!Object.class.getModule().isExported(PACKAGE, here)) {
            throw new IllegalStateException(
                    "start java with %s before the class name (in Maven: argLine of Surefire;"
                                    .formatted(FLAG)
                            + " in an editor: the VM options of the run configuration)");
        }
    }
}
