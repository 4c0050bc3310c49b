package course.cli.page.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.GsonBuilder;

import course.cli.answer.Answer;
import course.cli.run.ExampleResult;
import course.cli.run.Outcome;
import course.cli.run.Runs;
import course.cli.trial.CourseCopy;
import course.cli.workspace.Workspace;
import course.picture.trace.Event;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The runs that lessons show below their pictures are what the reference does today. With {@code
 * -Dtraces=apply} they are recorded anew.
 */
class RecordedRunsProof {
    private static final Path ORIGINAL = Path.of("").toAbsolutePath().getParent();

    @TempDir private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "one-thread, 3.1, theTutorialsProgramPrints12And56And34And78",
        "hub, 4.1, theTutorialsFunctionsTakeTurns",
        "turn, 5.2, aMessageIsQueuedAndAnsweredInALaterTurn"
    })
    void theRunIsTheReferences(String picture, String id, String example) throws IOException {
        try (var course = CourseCopy.in(folder);
                var runs = new Runs(course.workspace(), 1)) {
            course.writeHelpers(id);
            course.write(id, course.right(id));
            var exercise = course.exercise(id);
            var events = eventsOf(runs, course, id, example);
            var file =
                    ORIGINAL.resolve(exercise.lesson())
                            .resolve("pictures")
                            .resolve(picture + ".trace.json");
            if ("apply".equals(System.getProperty("traces"))) {
                var json = new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();
                Files.writeString(file, json.toJson(events) + "\n");
            }
            var recorded =
                    new Texts(Workspace.around(ORIGINAL))
                            .recorded(exercise.lesson(), picture + ".svg")
                            .orElseThrow(() -> new AssertionError("there is no " + file));
            assertThat(whoDoesWhat(recorded))
                    .as("what %s shows; -Dtraces=apply records it anew", file.getFileName())
                    .isEqualTo(whoDoesWhat(events));
        }
    }

    private static List<Event> eventsOf(Runs runs, CourseCopy course, String id, String example) {
        var exercise = course.exercise(id);
        var ended = new CompletableFuture<Outcome>();
        runs.start(exercise, Answer.of(exercise), List.of(example), ended::complete);
        return ended.join().examples().stream()
                .map(ExampleResult::result)
                .filter(one -> one.method().equals(example))
                .findFirst()
                .orElseThrow()
                .trace();
    }

    /** Ports and times are other ones in each run. */
    private static Set<String> whoDoesWhat(List<Event> events) {
        return events.stream()
                .map(one -> "%s %s %s".formatted(one.lane(), one.kind(), one.to()))
                .collect(Collectors.toSet());
    }
}
