package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;

import course.broker.Grant;
import course.kit.Exercise;
import course.rabbitmq.Permissions.Allowed;
import course.rabbitmq.Permissions.Bind;
import course.rabbitmq.Permissions.Consume;
import course.rabbitmq.Permissions.DeclareExchange;
import course.rabbitmq.Permissions.DeclareQueue;
import course.rabbitmq.Permissions.DeleteExchange;
import course.rabbitmq.Permissions.DeleteQueue;
import course.rabbitmq.Permissions.Get;
import course.rabbitmq.Permissions.Kind;
import course.rabbitmq.Permissions.Operation;
import course.rabbitmq.Permissions.Permission;
import course.rabbitmq.Permissions.Prediction;
import course.rabbitmq.Permissions.Publish;
import course.rabbitmq.Permissions.Purge;
import course.rabbitmq.Permissions.Refused;
import course.rabbitmq.Permissions.ShutOut;
import course.rabbitmq.Permissions.Unbind;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

@Exercise(id = "7.2", title = "Permissions", section = "RabbitMQ队列")
@OnBroker
class PermissionsSpec {
    private static final String QUEUE = "my-logs-2";
    private static final String EXCHANGE = "logs";

    /** Each tells some right prediction from some wrong one. */
    private static final List<Grant> GRANTS =
            List.of(
                    Grant.ALL,
                    new Grant("", "", ""),
                    new Grant(".*", "", ""),
                    new Grant("", ".*", ""),
                    new Grant("", "", ".*"),
                    new Grant("logs", "logs", "logs"),
                    new Grant("^logs$", "^logs$", "^logs$"),
                    new Grant("^my-", "^my-", "^my-"),
                    new Grant("^my-", "^my-", "^logs$"),
                    new Grant("^my-", "^logs$", "^my-"),
                    new Grant("^amq\\.default$", "^amq\\.default$", "^amq\\.default$"),
                    new Grant("^(logs|my-.*)$", "\\d", "LOGS"));

    private static final Pattern REFUSED = Pattern.compile("access to (queue|exchange) '([^']*)'");

    private final VirtualHost host;
    private final Permissions permissions;

    PermissionsSpec(VirtualHost host, Permissions permissions) {
        this.host = host;
        this.permissions = permissions;
    }

    @Test
    void aUserWithAllPermissionsMayDoAnything() {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");
        permissions.rabbitmqctl("set_permissions", "-p", "/", "alex", ".*", ".*", ".*");

        assertThat(permissions.predict("/", "alex", new DeclareQueue("hello")))
                .isEqualTo(new Allowed());
    }

    @Test
    void aUserWithoutPermissionsIsShutOut() {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");

        assertThat(permissions.predict("/", "alex", new DeclareQueue("hello")))
                .isEqualTo(new ShutOut());
    }

    @Test
    void anUnknownUserIsShutOut() {
        assertThat(permissions.predict("/", "nobody", new DeclareQueue("hello")))
                .isEqualTo(new ShutOut());
    }

    @Test
    void theVirtualHostIsTheOneOfTheOption() {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");
        permissions.rabbitmqctl("set_permissions", "-p", "staging", "alex", ".*", ".*", ".*");

        assertThat(permissions.predict("staging", "alex", new DeclareQueue("hello")))
                .isEqualTo(new Allowed());
        assertThat(permissions.predict("/", "alex", new DeclareQueue("hello")))
                .as("in the virtual host /, where nothing was granted")
                .isEqualTo(new ShutOut());
    }

    @Test
    void theVirtualHostIsTheSlashWithoutTheOption() {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");
        permissions.rabbitmqctl("set_permissions", "alex", ".*", ".*", ".*");

        assertThat(permissions.predict("/", "alex", new DeclareQueue("hello")))
                .isEqualTo(new Allowed());
    }

    @Test
    void permissionsAreSetAnewAndNotAdded() {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");
        permissions.rabbitmqctl("set_permissions", "alex", "^a$", ".*", ".*");
        permissions.rabbitmqctl("set_permissions", "alex", "^b$", ".*", ".*");

        assertThat(permissions.predict("/", "alex", new DeclareQueue("b")))
                .isEqualTo(new Allowed());
        assertThat(permissions.predict("/", "alex", new DeclareQueue("a")))
                .isEqualTo(new Refused(Permission.CONFIGURE, Kind.QUEUE, "a"));
    }

    @Test
    void clearedPermissionsShutTheUserOutOfThatVirtualHostAlone() {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");
        permissions.rabbitmqctl("set_permissions", "alex", ".*", ".*", ".*");
        permissions.rabbitmqctl("set_permissions", "-p", "staging", "alex", ".*", ".*", ".*");

        permissions.rabbitmqctl("clear_permissions", "alex");

        assertThat(permissions.predict("/", "alex", new Get("hello"))).isEqualTo(new ShutOut());
        assertThat(permissions.predict("staging", "alex", new Get("hello")))
                .isEqualTo(new Allowed());
    }

    @Test
    void aUserWhoIsDeletedAndAddedAgainHasNoPermissions() {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");
        permissions.rabbitmqctl("set_permissions", "alex", ".*", ".*", ".*");

        permissions.rabbitmqctl("delete_user", "alex");
        permissions.rabbitmqctl("add_user", "alex", "alex3714");

        assertThat(permissions.predict("/", "alex", new Get("hello"))).isEqualTo(new ShutOut());
    }

    @Test
    void whatCannotBeIsRefusedAndChangesNothing() {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");
        permissions.rabbitmqctl("set_permissions", "alex", "^a$", "", "");

        refuses("add_user", "alex", "another");
        refuses("add_user", "maria");
        refuses("delete_user", "nobody");
        refuses("set_permissions", "nobody", ".*", ".*", ".*");
        refuses("set_permissions", "alex", ".*", ".*");
        refuses("set_permissions", "alex", ".*", "*", ".*");
        refuses("set_permissions", "-p");
        refuses("clear_permissions", "nobody");
        refuses("set_permission", "alex", ".*", ".*", ".*");
        refuses();

        assertThat(permissions.predict("/", "alex", new DeclareQueue("a")))
                .isEqualTo(new Allowed());
        assertThat(permissions.predict("/", "alex", new DeclareQueue("b")))
                .isEqualTo(new Refused(Permission.CONFIGURE, Kind.QUEUE, "b"));
        assertThat(permissions.predict("/", "maria", new Get("a"))).isEqualTo(new ShutOut());
    }

    private void refuses(String... arguments) {
        assertThatThrownBy(
                        () -> permissions.rabbitmqctl(arguments),
                        "rabbitmqctl " + String.join(" ", arguments))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noPasswordIsShownWhenAUserIsRefused() {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");

        assertThatThrownBy(() -> permissions.rabbitmqctl("add_user", "alex", "tiger123"))
                .hasMessageNotContaining("tiger123");
        assertThatThrownBy(() -> permissions.rabbitmqctl("add_user", "maria", "tiger", "123"))
                .hasMessageNotContaining("tiger");
    }

    @Test
    void aRefusalNamesTheFirstPermissionThatIsMissing() {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");
        permissions.rabbitmqctl("set_permissions", "alex", "", "", "");

        assertThat(permissions.predict("/", "alex", new Bind("q", "x")))
                .isEqualTo(new Refused(Permission.WRITE, Kind.QUEUE, "q"));
        assertThat(permissions.predict("/", "alex", new Publish("", "q")))
                .isEqualTo(new Refused(Permission.WRITE, Kind.EXCHANGE, "amq.default"));
        assertThat(permissions.predict("/", "alex", new Purge("q")))
                .isEqualTo(new Refused(Permission.READ, Kind.QUEUE, "q"));
    }

    @Test
    void theBrokerShutsOutWhomItIsPredictedTo() {
        var alex = host.user("alex", "alex3714");
        permissions.rabbitmqctl("add_user", alex.name(), alex.password());

        assertThatThrownBy(() -> host.connect(alex), "alex, without permissions, connects")
                .isInstanceOf(IOException.class);
        assertThat(permissions.predict(host.name(), alex.name(), new Get(QUEUE)))
                .isEqualTo(new ShutOut());
    }

    @Test
    void theBrokerAgreesAboutDeclaringAQueue() throws Exception {
        compare(new DeclareQueue(QUEUE));
    }

    @Test
    void theBrokerAgreesAboutDeletingAQueue() throws Exception {
        compare(new DeleteQueue(QUEUE));
    }

    @Test
    void theBrokerAgreesAboutDeclaringAnExchange() throws Exception {
        compare(new DeclareExchange(EXCHANGE));
    }

    @Test
    void theBrokerAgreesAboutDeletingAnExchange() throws Exception {
        compare(new DeleteExchange(EXCHANGE));
    }

    @Test
    void theBrokerAgreesAboutPublishing() throws Exception {
        compare(new Publish(EXCHANGE, QUEUE));
    }

    @Test
    void theBrokerAgreesAboutPublishingToTheDefaultExchange() throws Exception {
        compare(new Publish("", QUEUE));
    }

    @Test
    void theBrokerAgreesAboutConsuming() throws Exception {
        compare(new Consume(QUEUE));
    }

    @Test
    void theBrokerAgreesAboutGettingOneMessage() throws Exception {
        compare(new Get(QUEUE));
    }

    @Test
    void theBrokerAgreesAboutPurging() throws Exception {
        compare(new Purge(QUEUE));
    }

    @Test
    void theBrokerAgreesAboutBinding() throws Exception {
        compare(new Bind(QUEUE, EXCHANGE));
    }

    @Test
    void theBrokerAgreesAboutUnbinding() throws Exception {
        compare(new Unbind(QUEUE, EXCHANGE));
    }

    /** Tries the operation on the broker under each grant, and has it predicted. */
    private void compare(Operation operation) throws Exception {
        var alex = host.user("alex", "alex3714");
        permissions.rabbitmqctl("add_user", alex.name(), alex.password());
        var admin = host.connect().createChannel();
        host.grant(alex, Grant.ALL);
        var connection = host.connect(alex);
        for (var grant : GRANTS) {
            admin.queueDeclare(QUEUE, true, false, false, null);
            admin.exchangeDeclare(EXCHANGE, "direct", true);
            admin.queueBind(QUEUE, EXCHANGE, "key");
            host.grant(alex, grant);
            permissions.rabbitmqctl(
                    "set_permissions",
                    "-p",
                    host.name(),
                    alex.name(),
                    grant.configure(),
                    grant.write(),
                    grant.read());

            var predicted = permissions.predict(host.name(), alex.name(), operation);

            // A channel remembers for a while what it was allowed: each has one of its own.
            var answer = answer(connection.createChannel(), operation);
            assertThat(withoutPermission(predicted))
                    .as(
                            "%s, with configure \"%s\", write \"%s\", read \"%s\"; the broker says"
                                    + " %s, and predicted was",
                            operation, grant.configure(), grant.write(), grant.read(), answer)
                    .isEqualTo(answer);
        }
    }

    /** What a broker says: it names the resource, and not every one names the permission. */
    private static String answer(Channel channel, Operation operation) throws Exception {
        try {
            tryIt(channel, operation);
            channel.close();
            return "allowed";
        } catch (Exception e) {
            var told = String.join("; ", Reasons.of(e));
            var refused = REFUSED.matcher(told);
            if (!told.contains("ACCESS_REFUSED") || !refused.find()) {
                throw new AssertionError("%s: %s".formatted(operation, told), e);
            }
            return "refused, %s \"%s\"".formatted(refused.group(1), refused.group(2));
        }
    }

    private static String withoutPermission(Prediction prediction) {
        return switch (prediction) {
            case Allowed() -> "allowed";
            case ShutOut() -> "shut out";
            case Refused(_, var kind, var name) ->
                    "refused, %s \"%s\""
                            .formatted(
                                    switch (kind) {
                                        case QUEUE -> "queue";
                                        case EXCHANGE -> "exchange";
                                    },
                                    name);
        };
    }

    private static void tryIt(Channel channel, Operation operation) throws Exception {
        switch (operation) {
            case DeclareQueue(var queue) -> channel.queueDeclare(queue, true, false, false, null);
            case DeleteQueue(var queue) -> channel.queueDelete(queue);
            case DeclareExchange(var exchange) -> channel.exchangeDeclare(exchange, "direct", true);
            case DeleteExchange(var exchange) -> channel.exchangeDelete(exchange);
            case Publish(var exchange, var routingKey) -> {
                channel.confirmSelect();
                channel.basicPublish(exchange, routingKey, null, new byte[0]);
                channel.waitForConfirmsOrDie();
            }
            case Consume(var queue) ->
                    channel.basicCancel(channel.basicConsume(queue, true, (_, _) -> {}, _ -> {}));
            case Get(var queue) -> channel.basicGet(queue, true);
            case Purge(var queue) -> channel.queuePurge(queue);
            case Bind(var queue, var exchange) -> channel.queueBind(queue, exchange, "key");
            case Unbind(var queue, var exchange) -> channel.queueUnbind(queue, exchange, "key");
        }
    }
}
