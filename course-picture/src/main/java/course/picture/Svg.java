package course.picture;

import java.util.List;
import java.util.Locale;

/** An SVG document: one style sheet for all pictures, with light and dark colours. */
public final class Svg {
    /** How much larger than in its own units a picture is shown where there is room. */
    private static final double SHOWN = 1.2;

    private static final double BASELINE = 0.35;

    private static final String STYLE =
            """
            text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","PingFang SC",\
            "Microsoft YaHei","Noto Sans CJK SC",sans-serif;fill:#1f2328}
            .code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
            .page{fill:#fff}
            .shape{stroke-width:1.5}
            .frame{fill:#f6f8fa;stroke:#57606a}
            .blue{fill:#dcedf8;stroke:#0072b2}
            .orange{fill:#fdf0d2;stroke:#b97700}
            .green{fill:#daf2e9;stroke:#009e73}
            .purple{fill:#f8e8f1;stroke:#b0568a}
            .grey{fill:#eceff2;stroke:#57606a}
            .line{fill:none;stroke:#424a53;stroke-width:1.6;stroke-linejoin:round}
            .tip{fill:#424a53}
            .grid{stroke:#d0d7de}
            .axis{stroke:#57606a}
            .runs{fill:#0072b2}
            .waits{fill:#f2f4f6;stroke:#57606a}
            .series{fill:none;stroke-width:2.2}
            .mark{stroke-width:2}
            .s0{stroke:#0072b2}.s1{stroke:#d55e00}.s2{stroke:#009e73}.s3{stroke:#b0568a}
            .dashed{stroke-dasharray:5 4}
            .dotted{stroke-dasharray:2 5;stroke-linecap:round}
            @media (prefers-color-scheme:dark){
            text{fill:#e6edf3}
            .page{fill:#0d1117}
            .frame{fill:#161b22;stroke:#8b949e}
            .blue{fill:#10324a;stroke:#56b4e9}
            .orange{fill:#3d2d05;stroke:#e69f00}
            .green{fill:#0b3a2d;stroke:#2bc79a}
            .purple{fill:#43263a;stroke:#cc79a7}
            .grey{fill:#262c34;stroke:#8b949e}
            .line{stroke:#c3ccd5}
            .tip{fill:#c3ccd5}
            .grid{stroke:#30363d}
            .axis{stroke:#8b949e}
            .runs{fill:#56b4e9}
            .waits{fill:#161b22;stroke:#8b949e}
            .s0{stroke:#56b4e9}.s1{stroke:#f0883e}.s2{stroke:#2bc79a}.s3{stroke:#cc79a7}
            }
            """;

    private final StringBuilder body = new StringBuilder();

    enum Align {
        LEFT("start"),
        CENTRE("middle"),
        RIGHT("end");

        private final String anchor;

        Align(String anchor) {
            this.anchor = anchor;
        }
    }

    /** Adds an element; its numbers are written with one decimal at most. */
    public void add(String element, Object... values) {
        for (var i = 0; i < values.length; i++) {
            values[i] = values[i] instanceof Number number ? shortly(number) : values[i];
        }
        body.append(element.formatted(values)).append('\n');
    }

    /** Adds a text whose lines are centred about {@code y}. */
    void add(Label label, double x, double y, Align align) {
        var baseline = y - label.height() / 2 + label.lineHeight() / 2 + BASELINE * label.size();
        for (var line : label.lines()) {
            add(
                    "<text x=\"%s\" y=\"%s\" font-size=\"%s\" text-anchor=\"%s\">%s</text>",
                    x, baseline, label.size(), align.anchor, written(line));
            baseline += label.lineHeight();
        }
    }

    private static String written(List<Label.Piece> line) {
        var text = new StringBuilder();
        for (var piece : line) {
            text.append(piece.spaceBefore() ? " " : "")
                    .append(piece.code() ? "<tspan class=\"code\">" : "")
                    .append(escaped(piece.text()))
                    .append(piece.code() ? "</tspan>" : "");
        }
        return text.toString();
    }

    /** What has been added, to be part of a document. */
    public String elements() {
        return body.toString();
    }

    /** The whole document. */
    String document(
            String language, String title, String description, double width, double height) {
        return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%s" height="%s"\
         role="img" aria-labelledby="title desc" xml:lang="%s">
        <title id="title">%s</title>
        <desc id="desc">%s</desc>
        <style>
        %s</style>
        <defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7"\
         markerHeight="7" orient="auto-start-reverse"><path class="tip" d="M0 0 10 5 0 10z"/>\
        </marker></defs>
        <rect class="page" width="100%%" height="100%%" rx="6"/>
        %s</svg>
        """
                .formatted(
                        shortly(width),
                        shortly(height),
                        shortly(width * SHOWN),
                        shortly(height * SHOWN),
                        language,
                        escaped(title.replace("`", "")),
                        escaped(description.replace("`", "")),
                        STYLE,
                        body);
    }

    public static String shortly(Number number) {
        var text = String.format(Locale.ROOT, "%.1f", number.doubleValue());
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    public static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
