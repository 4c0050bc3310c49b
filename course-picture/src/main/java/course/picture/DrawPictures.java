package course.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Draws the pictures of all lessons again, after their descriptions or words have changed. */
public final class DrawPictures {

    private DrawPictures() {}

    /**
     * @param arguments the folder of the course, if it is not the parent of this one
     */
    public static void main(String[] arguments) throws IOException {
        var course = Path.of(arguments.length > 0 ? arguments[0] : "..");
        try (var lessons = Files.newDirectoryStream(course, "[0-9]*")) {
            for (var lesson : lessons) {
                draw(lesson.resolve("pictures"));
            }
        } catch (BadPicture e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void draw(Path folder) throws IOException {
        for (var picture : Pictures.in(folder).draw().entrySet()) {
            var file = folder.resolve(picture.getKey());
            if (!Files.exists(file) || !Files.readString(file).equals(picture.getValue())) {
                Files.writeString(file, picture.getValue());
                System.out.println("drawn: " + file.normalize());
            }
        }
    }
}
