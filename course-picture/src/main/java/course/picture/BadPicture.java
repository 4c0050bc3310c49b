package course.picture;

/** A picture cannot be drawn; the message says why, and in which line of which file. */
public final class BadPicture extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadPicture(String file, String what) {
        super(file + ": " + what);
    }

    BadPicture(String file, int line, String what) {
        super(file + ", line " + line + ": " + what);
    }
}
