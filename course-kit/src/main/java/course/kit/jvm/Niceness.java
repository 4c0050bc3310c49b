package course.kit.jvm;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Java can't end a thread that does not listen, so one that spins after its example was given up
 * would take a core from all later ones. On Linux it can at least be made to wait its turn.
 */
final class Niceness {
    private static final int PRIO_PROCESS = 0;
    private static final int LOWEST = 19;
    private static final Pattern DUMPED =
            Pattern.compile("^\"(.*)\" #(\\d+) .*?\\[(\\d+)\\]", Pattern.MULTILINE);

    private Niceness() {}

    static void lower(List<Thread> threads) {
        if (!System.getProperty("os.name").startsWith("Linux")) {
            return;
        }
        var ids = threads.stream().map(Thread::threadId).collect(Collectors.toSet());
        try {
            var dumped = DUMPED.matcher(threadDump());
            while (dumped.find()) {
                if (ids.contains(Long.parseLong(dumped.group(2)))) {
                    setPriority(Integer.parseInt(dumped.group(3)));
                }
            }
        } catch (JMException | RuntimeException e) {
            System.err.println("A hung thread keeps its priority: " + e);
        }
    }

    private static String threadDump() throws JMException {
        return (String)
                ManagementFactory.getPlatformMBeanServer()
                        .invoke(
                                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                "threadPrint",
                                new Object[] {new String[0]},
                                new String[] {String[].class.getName()});
    }

    @SuppressWarnings("restricted")
    private static void setPriority(int nativeThread) {
        var linker = Linker.nativeLinker();
        var setpriority =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("setpriority"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT));
        try {
            var ignored = (int) setpriority.invokeExact(PRIO_PROCESS, nativeThread, LOWEST);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
