package course.select.system;

/** A channel that knows its descriptor without being one of the JDK's own. */
public interface Fileno {

    /** The descriptor: a small number that means this channel to the operating system. */
    int fileno();
}
