package course.kit.proof;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.nio.file.Path;
import java.util.List;

/** The commands of the texts that belong to no lesson. */
@Execution(ExecutionMode.CONCURRENT)
class KitCommandsTest extends CommandsProof {

    @Override
    List<Path> texts() {
        var root = Lesson.FOLDER.getParent();
        return List.of(root.resolve("README.md"), root.resolve("CONTRIBUTING.md"));
    }
}
