package course.cli.page.site;

import com.google.gson.GsonBuilder;

import course.cli.page.text.Html;
import course.cli.page.text.Language;

/**
 * What is around each page.
 *
 * @param path behind the language, to have the same in the other one
 * @param postToken for the scripts
 */
record Frame(Language language, String path, String postToken) {
    private static final String PAGE =
            """
            <!doctype html>
            <html lang="%1$s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="course-token" content="%2$s">
            <title>%3$s</title>
            <link rel="icon" href="/static/icon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/static/trace.css">
            <link rel="stylesheet" href="/static/page.css">
            <script type="application/json" id="words">%4$s</script>
            <script type="module" src="/static/page.js"></script>
            </head>
            <body>
            <a class="skip" href="#content">%5$s</a>
            <header class="top">
            <a class="home" href="/%1$s/"><img src="/static/icon.svg" alt="" width="28" height="28">%6$s</a>
            <p class="connection" id="connection" role="status"></p>
            <nav aria-label="%7$s"><a class="language" href="/%8$s/%9$s" lang="%8$s" hreflang="%8$s">%10$s</a></nav>
            </header>
            %11$s
            </body>
            </html>
            """;

    /**
     * @param main in HTML, with the {@code main} element
     */
    String around(String title, String main) {
        return PAGE.formatted(
                language.code(),
                postToken,
                Html.of(title),
                new GsonBuilder().create().toJson(language.wordsOfScripts()),
                language.text("skip"),
                language.text("course"),
                language.text("languages"),
                language.other().code(),
                path,
                language.other().ownName(),
                main);
    }
}
