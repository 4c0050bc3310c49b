package course.kit.hint;

/** How much a hint says, from little to much. */
public enum Rung {
    WHERE("Where to look"),
    IDEA("The idea"),
    SHAPE("Its shape");

    private final String title;

    Rung(String title) {
        this.title = title;
    }

    /** Its heading in the file. */
    public String title() {
        return title;
    }
}
