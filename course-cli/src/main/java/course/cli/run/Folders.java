package course.cli.run;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Deletes what runs have left. */
public final class Folders {
    private Folders() {}

    /** Those that are named by processes that are no more. */
    static void deleteOfEnded(Path parent) {
        try (var folders = Files.newDirectoryStream(parent, "[0-9]*")) {
            for (var folder : folders) {
                var process = ProcessHandle.of(Long.parseLong(folder.getFileName().toString()));
                if (process.isEmpty()) {
                    delete(folder);
                }
            }
        } catch (IOException | NumberFormatException noneIsThere) {
            // or none of ours
        }
    }

    /** As far as it can be: what is still in use is left to the next time. */
    public static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new Deletion());
        } catch (IOException leftForNextTime) {
            // it is only in the way of nobody
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes of) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
