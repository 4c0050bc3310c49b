package course.kit.hint;

/** How much a hint says, from little to much. */
public enum Rung {
    WHERE("Where to look", "看哪里"),
    IDEA("The idea", "思路"),
    SHAPE("Its shape", "样子");

    private final String english;
    private final String chinese;

    Rung(String english, String chinese) {
        this.english = english;
        this.chinese = chinese;
    }

    /** Its heading in a file. */
    public String title(Language language) {
        return language == Language.CHINESE ? chinese : english;
    }
}
