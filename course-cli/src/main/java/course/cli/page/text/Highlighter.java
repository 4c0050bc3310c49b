package course.cli.page.text;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Code in colours, as far as its words and marks tell; any other language is left as it is. */
public final class Highlighter {
    private static final List<String> KINDS =
            List.of("comment", "string", "annotation", "keyword", "number", "type");

    private static final String JAVA =
            """
            (?<comment>//[^\\n]*|/\\*(?s:.*?)\\*/)\
            |(?<string>\"""(?s:.*?)\"""|"(?:\\\\.|[^"\\\\\\n])*"|'(?:\\\\.|[^'\\\\\\n])*')\
            |(?<annotation>@\\w+)\
            |(?<keyword>\\b(?:abstract|assert|boolean|break|byte|case|catch|char|class|continue|default|do|double\
            |else|enum|extends|final|finally|float|for|if|implements|import|instanceof|int|interface|long|new\
            |null|package|permits|private|protected|public|record|return|sealed|short|static|super|switch\
            |synchronized|this|throw|throws|true|false|try|var|void|volatile|while|yield)\\b)\
            |(?<number>\\b\\d[\\d_.xXa-fA-FL]*\\b)\
            |(?<type>\\b[A-Z]\\w*\\b)\
            """;

    private static final String PYTHON =
            """
            (?<comment>\\#[^\\n]*)\
            |(?<string>\"""(?s:.*?)\"""|"(?:\\\\.|[^"\\\\\\n])*"|'(?:\\\\.|[^'\\\\\\n])*')\
            |(?<annotation>@[\\w.]+)\
            |(?<keyword>\\b(?:and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for\
            |from|global|if|import|in|is|lambda|None|nonlocal|not|or|pass|raise|return|True|False|try|while\
            |with|yield)\\b)\
            |(?<number>\\b\\d[\\d_.]*\\b)\
            |(?<type>\\b[A-Z]\\w*\\b)\
            """;

    private static final Map<String, Pattern> LANGUAGES =
            Map.of("java", Pattern.compile(JAVA), "python", Pattern.compile(PYTHON));

    private Highlighter() {}

    /**
     * @param language as Markdown names it; empty for none
     */
    public static String html(String code, String language) {
        var pattern = LANGUAGES.get(language);
        if (pattern == null) {
            return Html.of(code);
        }
        var html = new StringBuilder();
        var found = pattern.matcher(code);
        var done = 0;
        while (found.find()) {
            var kind =
                    KINDS.stream().filter(one -> found.start(one) >= 0).findFirst().orElseThrow();
            html.append(Html.of(code.substring(done, found.start())))
                    .append("<span class=\"code-%s\">".formatted(kind))
                    .append(Html.of(found.group()))
                    .append("</span>");
            done = found.end();
        }
        return html.append(Html.of(code.substring(done))).toString();
    }
}
