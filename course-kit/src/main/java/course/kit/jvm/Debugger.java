package course.kit.jvm;

import java.lang.management.ManagementFactory;

/** Under a debugger nobody is in a hurry. */
public final class Debugger {
    private static final boolean ATTACHED =
            ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                    .anyMatch(argument ->
                            argument.startsWith("-agentlib:jdwp")
                                    || argument.startsWith("-Xrunjdwp"));

    private Debugger() {}

    public static boolean isAttached() {
        return ATTACHED;
    }
}
