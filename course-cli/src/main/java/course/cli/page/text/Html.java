package course.cli.page.text;

/** Text in HTML. */
public final class Html {
    private Html() {}

    /** As text between tags, or in an attribute's quotes. */
    public static String of(Object text) {
        return String.valueOf(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
