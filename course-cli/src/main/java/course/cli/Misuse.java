package course.cli;

import course.cli.words.Words;

import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.List;

/** What is said of a command that is none. */
final class Misuse {
    private Misuse() {}

    /** Says what is wrong, and how the command is used, or what else may have been meant. */
    static int told(ParameterException misuse, String[] arguments) {
        var command = misuse.getCommandLine();
        command.getErr().println(command.getColorScheme().errorText(text(misuse)));
        var meant = meant(misuse);
        if (meant.isEmpty()) {
            command.usage(command.getErr());
        } else {
            command.getErr()
                    .println(
                            Words.text(
                                    "misuse.meant", String.join(Words.text("misuse.or"), meant)));
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String text(ParameterException misuse) {
        return switch (misuse) {
            case UnmatchedArgumentException unknown ->
                    Words.text("misuse.unknown", String.join(" ", unknown.getUnmatched()));
            case MissingParameterException missing ->
                    Words.text(
                            "misuse.missing",
                            String.join(
                                    ", ",
                                    missing.getMissing().stream().map(Misuse::name).toList()));
            default -> misuse.getMessage();
        };
    }

    private static String name(ArgSpec missing) {
        return missing instanceof OptionSpec option ? option.longestName() : missing.paramLabel();
    }

    private static List<String> meant(ParameterException misuse) {
        return misuse instanceof UnmatchedArgumentException unknown
                ? unknown.getSuggestions().stream()
                        .map(one -> one.startsWith("-") ? one : "./course " + one)
                        .toList()
                : List.of();
    }
}
