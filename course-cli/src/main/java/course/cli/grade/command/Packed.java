package course.cli.grade.command;

import course.cli.grade.queue.Parcel;
import course.cli.grade.submission.Submission;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A submission as it goes through the queue: a {@code .zip} of its files, and of which exercises
 * are to be graded.
 */
record Packed(Submission submission, List<Exercise> exercises) {
    private static final String FILES = "files/";
    private static final String NOTES = "notes";
    private static final String EXERCISES = "exercises";

    /** The same bytes for the same content. */
    Parcel parcel() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            put(zip, EXERCISES, lines(exercises.stream().map(Exercise::id).toList()));
            put(zip, NOTES, lines(submission.notes()));
            for (var file : submission.files().entrySet()) {
                put(zip, FILES + file.getKey(), file.getValue());
            }
        }
        return new Parcel(submission.name(), bytes.toByteArray());
    }

    static Packed of(Parcel parcel, Workspace course) throws IOException {
        var files = new TreeMap<String, byte[]>();
        var notes = List.<String>of();
        var ids = List.<String>of();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(parcel.content()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var content = zip.readAllBytes();
                switch (entry.getName()) {
                    case EXERCISES -> ids = linesOf(content);
                    case NOTES -> notes = linesOf(content);
                    default -> files.put(entry.getName().substring(FILES.length()), content);
                }
            }
        }
        var chosen = ids;
        return new Packed(
                new Submission(parcel.name(), files, notes, Optional.empty()),
                course.exercises().stream().filter(one -> chosen.contains(one.id())).toList());
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var entry = new ZipEntry(name);
        entry.setLastModifiedTime(FileTime.fromMillis(0));
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] lines(List<String> all) {
        return String.join("\n", all).getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> linesOf(byte[] content) {
        return new String(content, StandardCharsets.UTF_8).lines().toList();
    }
}
