package course.broker;

/**
 * What a user may do in a virtual host: three regular expressions, each of which matches the names
 * of the queues and exchanges that it is about.
 */
public record Grant(String configure, String write, String read) {
    public static final Grant ALL = new Grant(".*", ".*", ".*");
}
