package course.selectors;

/** What a channel can be watched for, and what it can be ready for. */
public enum Event {
    /** Bytes to read, the end of the stream, or a connection to accept. */
    READ,
    /** Room to write, or a connection attempt that is over. */
    WRITE
}
