package course.cli.command;

import course.cli.demo.Demo;
import course.cli.demo.DemoJvm;
import course.cli.demo.Demos;
import course.cli.words.Columns;
import course.cli.words.Words;
import course.cli.workspace.Workspace;
import course.kit.report.ResultFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code ./course demo}. */
@Command(name = "demo", mixinStandardHelpOptions = true)
public final class RunDemo implements Callable<Integer> {
    @Spec private CommandSpec command;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            descriptionKey = "NAME")
    private String name;

    @Parameters(index = "1..*", paramLabel = "ARGUMENT", descriptionKey = "ARGUMENT")
    private List<String> arguments = new ArrayList<>();

    @Option(names = "--json")
    private boolean json;

    /** For the completion of a shell. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            try {
                return Demos.of(Workspace.here()).all().stream().map(Demo::name).iterator();
            } catch (IOException none) {
                return Collections.emptyIterator();
            }
        }
    }

    @Override
    public Integer call() throws IOException {
        var course = Workspace.here();
        var demos = Demos.of(course);
        if (name == null) {
            list(demos);
            return 0;
        }
        var meant = demos.meantBy(name);
        if (meant.size() != 1) {
            throw new ParameterException(
                    command.commandLine(),
                    meant.isEmpty()
                            ? Words.text("demo.unknown", name)
                            : Words.text("demo.several", name, names(meant)));
        }
        return DemoJvm.run(course, meant.getFirst(), arguments) == 0 ? 0 : 1;
    }

    private static String names(List<Demo> demos) {
        return String.join(", ", demos.stream().map(Demo::name).toList());
    }

    /**
     * A program of the list.
     *
     * @param main its class
     */
    private record Line(String name, String lesson, String main, String about) {}

    private void list(Demos demos) {
        var out = command.commandLine().getOut();
        var lines =
                demos.all().stream()
                        .map(one ->
                                new Line(one.name(), one.lesson(), one.className(), one.about()))
                        .toList();
        if (json) {
            out.println(ResultFile.gson().toJson(lines));
            return;
        }
        var lesson = "";
        for (var line : lines) {
            if (!line.lesson().equals(lesson)) {
                out.println(line.lesson());
                lesson = line.lesson();
            }
            out.println("  %s %s".formatted(Columns.padded(line.name(), 20), line.about()));
        }
        out.println(Words.text("demo.how"));
    }
}
