package course.cli.command;

import course.cli.doctor.Examination;
import course.cli.doctor.Finding;
import course.cli.words.Columns;
import course.cli.words.Words;
import course.cli.workspace.Workspace;
import course.kit.report.ResultFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.concurrent.Callable;

/** {@code ./course doctor}. */
@Command(name = "doctor", mixinStandardHelpOptions = true)
public final class Doctor implements Callable<Integer> {
    @Spec private CommandSpec command;

    @Option(names = "--json")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var findings = Examination.of(Workspace.here());
        var out = command.commandLine().getOut();
        if (json) {
            out.println(ResultFile.gson().toJson(findings));
        } else {
            findings.forEach(one -> out.println(text(one)));
        }
        return findings.stream().anyMatch(one -> one.grade() == Finding.Grade.MISSING) ? 1 : 0;
    }

    private static String text(Finding finding) {
        var mark =
                switch (finding.grade()) {
                    case FINE -> "@|green %s|@ ".formatted(Words.text("doctor.fine"));
                    case COULD_BE_BETTER -> "@|yellow %s|@ ".formatted(Words.text("doctor.better"));
                    case MISSING -> "@|red %s|@ ".formatted(Words.text("doctor.missing"));
                };
        var text =
                "%s %s %s"
                        .formatted(
                                Ansi.AUTO.string(mark),
                                Columns.padded(finding.about(), 12),
                                finding.text());
        return finding.advice().isEmpty()
                ? text
                : text + "\n" + Words.text("doctor.advice", " ".repeat(15), finding.advice());
    }
}
