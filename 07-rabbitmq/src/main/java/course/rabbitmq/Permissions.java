package course.rabbitmq;

/**
 * Exercise 7.2: what a user may do on a broker. This gets the same commands as {@code rabbitmqctl},
 * and predicts what the broker will answer.
 *
 * <p>A user can enter a virtual host only after {@code set_permissions}, which gives three regular
 * expressions, in the dialect of {@link java.util.regex.Pattern}. An operation asks for one or two
 * permissions, each on a resource, that is, a queue or an exchange. A permission is granted if its
 * expression is <em>found</em> anywhere in the resource's name. An empty expression grants nothing.
 *
 * <table>
 *   <caption>What is asked for, in this order</caption>
 *   <tr><th>operation</th><th>permission, resource</th></tr>
 *   <tr><td>declare or delete a queue</td><td>configure, the queue</td></tr>
 *   <tr><td>declare or delete an exchange</td><td>configure, the exchange</td></tr>
 *   <tr><td>publish</td><td>write, the exchange</td></tr>
 *   <tr><td>consume, get, purge</td><td>read, the queue</td></tr>
 *   <tr><td>bind or unbind</td><td>write, the queue; then read, the exchange</td></tr>
 * </table>
 *
 * <p>The default exchange, whose name is empty, is called {@code amq.default} here, in whatever
 * operation it is named. (Most of them a broker refuses for other reasons, too; they are not
 * asked.)
 *
 * <p>Tutorial: RabbitMQ队列, 远程连接 (add_user, set_permissions).
 */
public interface Permissions {

    /**
     * Does what {@code rabbitmqctl} does with these arguments:
     *
     * <ul>
     *   <li>{@code add_user USER PASSWORD}
     *   <li>{@code delete_user USER}, with all of the user's permissions
     *   <li>{@code set_permissions [-p VHOST] USER CONFIGURE WRITE READ}, which replace those that
     *       the user had in that virtual host
     *   <li>{@code clear_permissions [-p VHOST] USER}
     * </ul>
     *
     * The virtual host is {@code /} if none is given.
     *
     * @throws IllegalArgumentException if it is none of these commands, if the user does not exist
     *     (or, for {@code add_user}, exists already), or if an expression is not a valid one;
     *     nothing has changed then, and nobody is let in. The message says which of these it was
     *     (no two of them have the same message), and shows no password: what is typed too much may
     *     be one
     */
    void rabbitmqctl(String... arguments);

    /** Predicts what the broker answers when the user tries this in that virtual host. */
    Prediction predict(String virtualHost, String user, Operation operation);

    /** What a client can ask a broker to do. */
    sealed interface Operation {}

    record DeclareQueue(String queue) implements Operation {}

    record DeleteQueue(String queue) implements Operation {}

    record DeclareExchange(String exchange) implements Operation {}

    record DeleteExchange(String exchange) implements Operation {}

    /** To the default exchange if the name is empty; then the routing key names the queue. */
    record Publish(String exchange, String routingKey) implements Operation {}

    record Consume(String queue) implements Operation {}

    record Get(String queue) implements Operation {}

    record Purge(String queue) implements Operation {}

    record Bind(String queue, String exchange) implements Operation {}

    record Unbind(String queue, String exchange) implements Operation {}

    enum Permission {
        CONFIGURE,
        WRITE,
        READ
    }

    enum Kind {
        QUEUE,
        EXCHANGE
    }

    /** A broker's answer. */
    sealed interface Prediction {}

    record Allowed() implements Prediction {}

    /** The first permission that the operation asks for and that is missing. */
    record Refused(Permission permission, Kind kind, String name) implements Prediction {}

    /** The user cannot even connect: there is no such user, or it has no permissions here. */
    record ShutOut() implements Prediction {}
}
