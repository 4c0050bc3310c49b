package course.kit.net;

/** What a symptom on the wire usually comes from. */
final class Hints {
    static final String CLOSED =
            "A connection that closes too early usually means that the code closes it on end of"
                    + " stream, or on an exception, with answers still in the queue.";
    static final String RESET =
            "A reset usually means that the other side closed its socket while bytes that it had"
                    + " not read were waiting, or that its program ended.";

    private Hints() {}
}
