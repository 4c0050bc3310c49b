package course.kit.proof;

import java.nio.file.Path;
import java.util.List;

/** The commands of the texts that belong to no lesson. */
class KitCommandsTest extends CommandsProof {

    @Override
    List<Path> texts() {
        var root = Lesson.FOLDER.getParent();
        return List.of(root.resolve("README.md"), root.resolve("CONTRIBUTING.md"));
    }
}
