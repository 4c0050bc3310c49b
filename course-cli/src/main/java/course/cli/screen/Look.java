package course.cli.screen;

import org.jline.utils.AttributedStyle;

import java.nio.charset.Charset;

/**
 * With which colours and which characters it is painted.
 *
 * @param colours whether there are any
 * @param symbols whether the terminal shows more than ASCII
 */
record Look(boolean colours, boolean symbols) {

    static Look of(Charset charset) {
        var none = System.getenv("NO_COLOR");
        return new Look(none == null || none.isEmpty(), charset.newEncoder().canEncode("█░━…✓"));
    }

    AttributedStyle plain() {
        return AttributedStyle.DEFAULT;
    }

    AttributedStyle strong() {
        return AttributedStyle.DEFAULT.bold();
    }

    AttributedStyle weak() {
        return colours ? AttributedStyle.DEFAULT.faint() : plain();
    }

    AttributedStyle good() {
        return coloured(AttributedStyle.GREEN);
    }

    AttributedStyle bad() {
        return coloured(AttributedStyle.RED).bold();
    }

    AttributedStyle open() {
        return coloured(AttributedStyle.YELLOW);
    }

    private AttributedStyle coloured(int colour) {
        return colours ? AttributedStyle.DEFAULT.foreground(colour) : AttributedStyle.DEFAULT;
    }

    AttributedStyle chosen() {
        return AttributedStyle.DEFAULT.inverse();
    }

    String rule() {
        return symbols ? "━" : "-";
    }

    String cut() {
        return symbols ? "…" : "...";
    }

    String between() {
        return symbols ? " · " : " - ";
    }

    /** A cell of the bar. */
    String done() {
        return symbols ? "█" : "#";
    }

    String toCheckAgain() {
        return symbols ? "▓" : "%";
    }

    String begun() {
        return symbols ? "▒" : "+";
    }

    String notBegun() {
        return symbols ? "░" : ".";
    }
}
