package course.picture.trace;

/** How the kinds of events look, apart from their colours. */
final class Style {
    enum End {
        TIP,
        BAR,
        CROSS
    }

    private Style() {}

    static String of(Kind kind) {
        return switch (kind) {
            case RECEIVED, ENDED, GONE, BROKE, ACCEPTED, ACKED, CONFIRMED, ANSWERED -> "back";
            case CONNECTED, BOUND, TURN, REQUEUED -> "dashed";
            case EXPECTED -> "dashed failed";
            case FAILED, REJECTED, RESET, RETURNED -> "failed";
            default -> "plain";
        };
    }

    static String ofNote(Kind kind) {
        return switch (kind) {
            case RUNS, WAITS, STOPS -> "page";
            case LOGGED -> "log";
            default -> "note";
        };
    }

    /** A bar on its lane that begins or ends says it all. */
    static boolean isMarkOnly(Event event) {
        return event.text().isEmpty() && (event.kind() == Kind.RUNS || event.kind() == Kind.STOPS);
    }

    static boolean isArrow(Event event) {
        return !event.to().isEmpty()
                && !event.lane().isEmpty()
                && event.kind() != Kind.LOGGED
                && event.kind() != Kind.NOTED;
    }

    /** What comes from the other one. */
    static boolean isBackwards(Kind kind) {
        return switch (kind) {
            case RECEIVED, ENDED, GONE, BROKE, EXPECTED, ACCEPTED -> true;
            default -> false;
        };
    }

    static boolean isCode(Kind kind) {
        return switch (kind) {
            case SENT,
                    TRICKLED,
                    EXCHANGED,
                    RECEIVED,
                    EXPECTED,
                    SHOUTED,
                    SWITCHED,
                    PUBLISHED,
                    ROUTED,
                    DELIVERED,
                    NOTED,
                    CALLED,
                    ANSWERED ->
                    true;
            default -> false;
        };
    }

    static End endOf(Kind kind) {
        return switch (kind) {
            case FINISHED, ENDED, CLOSED -> End.BAR;
            case RESET, GONE, BROKE, EXPECTED, REJECTED, RAISED -> End.CROSS;
            default -> End.TIP;
        };
    }
}
