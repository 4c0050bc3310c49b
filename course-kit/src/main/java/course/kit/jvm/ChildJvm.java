package course.kit.jvm;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of another JVM like this one: same Java, class path, permissions and locale. */
public final class ChildJvm {
    private static final List<String> HANDED_ON =
            List.of(
                    "--add-exports",
                    "--add-opens",
                    "--enable-native-access",
                    "-XX:+Use",
                    "-Duser.");

    private ChildJvm() {}

    public static List<String> command(
            List<String> options, String mainClass, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> HANDED_ON.stream().anyMatch(argument::startsWith))
                .forEach(command::add);
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-cp");
        command.add(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }
}
