package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.rabbitmq.client.Channel;

import course.broker.Grant;
import course.kit.Example;
import course.kit.Exercise;
import course.kit.trace.Calls;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
                    new Grant("^(logs|my-.*)$", "\\d", "LOGS"),
                    new Grant("^", "x*", "$"));

    private static final Pattern REFUSED = Pattern.compile("access to (queue|exchange) '([^']*)'");

    private final VirtualHost host;
    private final Permissions permissions;

    PermissionsSpec(VirtualHost host, Permissions permissions) {
        this.host = host;
        this.permissions =
                Calls.recorded(
                        Example.current().trace(),
                        Permissions.class,
                        permissions,
                        Object::toString);
    }

    @Test
    void aUserWithAllPermissionsMayDoAnything() {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");
        permissions.rabbitmqctl("set_permissions", "-p", "/", "alex", ".*", ".*", ".*");

        isPredicted("/", "alex", new DeclareQueue("hello"), new Allowed());
    }

    @Test
    void aUserWithoutPermissionsIsShutOut() {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");

        isPredicted("/", "alex", new DeclareQueue("hello"), new ShutOut());
    }

    @Test
    void anUnknownUserIsShutOut() {
        isPredicted("/", "nobody", new DeclareQueue("hello"), new ShutOut());
    }

    @Test
    void theVirtualHostIsTheOneOfTheOption() {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");
        permissions.rabbitmqctl("set_permissions", "-p", "staging", "alex", ".*", ".*", ".*");

        isPredicted("staging", "alex", new DeclareQueue("hello"), new Allowed());
        isPredicted("/", "alex", new DeclareQueue("hello"), new ShutOut());
    }

    @Test
    void theVirtualHostIsTheSlashWithoutTheOption() {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");
        permissions.rabbitmqctl("set_permissions", "alex", ".*", ".*", ".*");

        isPredicted("/", "alex", new DeclareQueue("hello"), new Allowed());
    }

    @Test
    void permissionsAreSetAnewAndNotAdded() {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");
        permissions.rabbitmqctl("set_permissions", "alex", "^a$", ".*", ".*");
        permissions.rabbitmqctl("set_permissions", "alex", "^b$", ".*", ".*");

        isPredicted("/", "alex", new DeclareQueue("b"), new Allowed());
        isPredicted(
                "/",
                "alex",
                new DeclareQueue("a"),
                new Refused(Permission.CONFIGURE, Kind.QUEUE, "a"));
    }

    @Test
    void clearedPermissionsShutTheUserOutOfThatVirtualHostAlone() {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");
        permissions.rabbitmqctl("set_permissions", "alex", ".*", ".*", ".*");
        permissions.rabbitmqctl("set_permissions", "-p", "staging", "alex", ".*", ".*", ".*");

        permissions.rabbitmqctl("clear_permissions", "alex");

        isPredicted("/", "alex", new Get("hello"), new ShutOut());
        isPredicted("staging", "alex", new Get("hello"), new Allowed());
    }

    @Test
    void theOptionSaysWhereToClear() {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");
        permissions.rabbitmqctl("set_permissions", "-p", "/", "alex", ".*", ".*", ".*");
        permissions.rabbitmqctl("set_permissions", "-p", "staging", "alex", ".*", ".*", ".*");
        permissions.rabbitmqctl("set_permissions", "-p", "test", "alex", ".*", ".*", ".*");

        permissions.rabbitmqctl("clear_permissions", "-p", "staging", "alex");

        isPredicted("staging", "alex", new Get("hello"), new ShutOut());
        isPredicted("/", "alex", new Get("hello"), new Allowed());
        isPredicted("test", "alex", new Get("hello"), new Allowed());
        permissions.rabbitmqctl("clear_permissions", "-p", "/", "alex");
        isPredicted("/", "alex", new Get("hello"), new ShutOut());
        isPredicted("test", "alex", new Get("hello"), new Allowed());
    }

    @Test
    void aUserWhoIsDeletedAndAddedAgainHasNoPermissions() {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");
        permissions.rabbitmqctl("add_user", "maria", "maria3714");
        for (var user : List.of("alex", "maria")) {
            permissions.rabbitmqctl("set_permissions", user, ".*", ".*", ".*");
            permissions.rabbitmqctl("set_permissions", "-p", "staging", user, ".*", ".*", ".*");
        }

        permissions.rabbitmqctl("delete_user", "alex");

        isPredicted("/", "alex", new Get("hello"), new ShutOut());
        permissions.rabbitmqctl("add_user", "alex", "alex3714");
        isPredicted("/", "alex", new Get("hello"), new ShutOut());
        isPredicted("staging", "alex", new Get("hello"), new ShutOut());
        isPredicted("/", "maria", new Get("hello"), new Allowed());
        isPredicted("staging", "maria", new Get("hello"), new Allowed());
    }

    @Test
    void usersAndVirtualHostsAreToldApart() {
        permissions.rabbitmqctl("add_user", "c", "secret");
        permissions.rabbitmqctl("add_user", "bc", "secret");
        permissions.rabbitmqctl("set_permissions", "-p", "ab", "c", "^c$", ".*", ".*");

        isPredicted("a", "bc", new Get("hello"), new ShutOut());
        permissions.rabbitmqctl("set_permissions", "-p", "a", "bc", "^bc$", ".*", ".*");
        isPredicted("ab", "c", new DeclareQueue("c"), new Allowed());
        isPredicted("a", "bc", new DeclareQueue("bc"), new Allowed());
        isPredicted("AB", "c", new DeclareQueue("c"), new ShutOut());
        isPredicted("/ab", "c", new DeclareQueue("c"), new ShutOut());
        isPredicted("ab", "C", new DeclareQueue("c"), new ShutOut());
    }

    /** Whoever makes one text of two names can't tell where the first one ends. */
    @ParameterizedTest
    @ValueSource(strings = {"@", "/", ":", ",", " ", "|", "-", "_"})
    void namesMayHoldWhatMightSeparateThem(String separator) {
        var twoParts = "b" + separator + "b";
        for (var user : List.of("b", twoParts)) {
            permissions.rabbitmqctl("add_user", user, "secret");
        }
        permissions.rabbitmqctl("set_permissions", "-p", twoParts, "b", ".*", ".*", ".*");

        isPredicted("b", twoParts, new Get("hello"), new ShutOut());
        permissions.rabbitmqctl("set_permissions", "-p", "b", twoParts, ".*", ".*", ".*");
        isPredicted(twoParts, "b", new Get("hello"), new Allowed());
        permissions.rabbitmqctl("delete_user", "b");
        isPredicted(twoParts, "b", new Get("hello"), new ShutOut());
        isPredicted("b", twoParts, new Get("hello"), new Allowed());
    }

    /**
     * By an empty match, too, and by a blank; only the empty expression grants nothing. Some are
     * expressions as they are, and are none with anything behind them.
     */
    @ParameterizedTest
    @ValueSource(strings = {"^", "x*", " ", "-q|y", "-p", "-", "\\Qmy", "(?x) m y # and so on"})
    void anExpressionMayBeFoundAnywhere(String expression) {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");
        permissions.rabbitmqctl("set_permissions", "alex", expression, "", "");

        isPredicted("/", "alex", new DeclareQueue("my -queue -p"), new Allowed());
    }

    /** As a script does that fills in one array for each of its commands. */
    @Test
    void theArgumentsMayBeUsedForTheNextCommand() {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");
        var arguments = new String[] {"set_permissions", "alex", "^a$", "^b$", "^c$"};
        permissions.rabbitmqctl(arguments);

        Arrays.fill(arguments, ".*");

        assertThat(
                        List.of(
                                permissions.predict("/", "alex", new DeclareQueue("a")),
                                permissions.predict("/", "alex", new DeclareQueue("d"))))
                .as(
                        "what is predicted when alex, who was given configure \"^a$\", declares a"
                                + " queue \"a\", and a queue \"d\"; the caller has filled the"
                                + " array of that command's arguments with other ones since")
                .containsExactly(new Allowed(), new Refused(Permission.CONFIGURE, Kind.QUEUE, "d"));
    }

    /** In a virtual host where there were some, and where there never were any. */
    @Test
    void whoHasNoPermissionsMayBeCleared() {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");
        permissions.rabbitmqctl("set_permissions", "alex", ".*", ".*", ".*");

        for (var arguments :
                List.of(
                        new String[] {"clear_permissions", "-p", "staging", "alex"},
                        new String[] {"clear_permissions", "alex"},
                        new String[] {"clear_permissions", "alex"})) {
            Reasons.telling(
                    "rabbitmqctl %s (a user who exists has nothing to be cleared there: that is no"
                                    .formatted(String.join(" ", arguments))
                            + " refusal)",
                    () -> {
                        permissions.rabbitmqctl(arguments);
                        return null;
                    });
        }

        isPredicted("/", "alex", new Get("hello"), new ShutOut());
    }

    @Test
    void aUserIsDeletedAlone() {
        for (var user : List.of("alex", "alexander", "my-alex")) {
            permissions.rabbitmqctl("add_user", user, "alex3714");
            permissions.rabbitmqctl("set_permissions", user, ".*", ".*", ".*");
        }

        permissions.rabbitmqctl("delete_user", "alex");

        isPredicted("/", "alex", new Get("hello"), new ShutOut());
        isPredicted("/", "alexander", new Get("hello"), new Allowed());
        isPredicted("/", "my-alex", new Get("hello"), new Allowed());
    }

    @Test
    void whereThereAreNoPermissionsNoneAreCleared() {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");
        permissions.rabbitmqctl("set_permissions", "-p", "staging", "alex", ".*", ".*", ".*");

        permissions.rabbitmqctl("clear_permissions", "alex");
        permissions.rabbitmqctl("clear_permissions", "alex");

        isPredicted("/", "alex", new Get("hello"), new ShutOut());
        isPredicted("staging", "alex", new Get("hello"), new Allowed());
    }

    @Test
    void anExpressionThatIsNoneIsNoUnknownCommand() {
        var unknown = refused("delete_user", "alex");
        permissions.rabbitmqctl("add_user", "alex", "alex3714");

        assertThat(refused("set_permissions", "alex", "(", ".*", ".*"))
                .as("the message for an expression that is none")
                .isNotIn(
                        refused("set_permissions", "alex", ".*", ".*"),
                        refused("set_permissions", "maria", ".*", ".*", ".*"));
        assertThat(refused("add_user", "alex", "alex3714"))
                .as("the message for a user who exists already")
                .isNotEqualTo(unknown);
        assertThat(refused("delete_user", "maria"))
                .as("the message for a user who does not exist")
                .isNotEqualTo(refused("delete_user", "maria", "more"));
    }

    /** What can't be, each with the arguments that say so. */
    enum Refusal {
        NO_ARGUMENTS(),
        AN_UNKNOWN_COMMAND("set_permission", "alex", ".*", ".*", ".*"),
        A_COMMAND_IN_CAPITALS("ADD_USER", "maria", "maria3714"),
        A_USER_WHO_EXISTS("add_user", "alex", "another"),
        A_USER_WITHOUT_A_PASSWORD("add_user", "maria"),
        A_USER_WITH_TOO_MUCH("add_user", "maria", "maria3714", "more"),
        NOBODY_TO_DELETE("delete_user"),
        AN_UNKNOWN_USER_TO_DELETE("delete_user", "nobody"),
        TWO_USERS_TO_DELETE("delete_user", "alex", "maria"),
        A_USER_TO_ADD_SOMEWHERE("add_user", "-p", "staging", "maria", "maria3714"),
        A_USER_TO_DELETE_SOMEWHERE("delete_user", "-p", "staging", "alex"),
        PERMISSIONS_FOR_AN_UNKNOWN_USER("set_permissions", "nobody", ".*", ".*", ".*"),
        PERMISSIONS_FOR_AN_UNKNOWN_USER_SOMEWHERE(
                "set_permissions", "-p", "staging", "nobody", ".*", ".*", ".*"),
        TOO_FEW_EXPRESSIONS("set_permissions", "alex", ".*", ".*"),
        TOO_MANY_EXPRESSIONS("set_permissions", "alex", ".*", ".*", ".*", ".*"),
        NO_EXPRESSION_FOR_CONFIGURE("set_permissions", "alex", "*", ".*", ".*"),
        NO_EXPRESSION_FOR_WRITE("set_permissions", "alex", ".*", "[", ".*"),
        NO_EXPRESSION_FOR_READ("set_permissions", "alex", ".*", ".*", "("),
        NO_EXPRESSION_SOMEWHERE("set_permissions", "-p", "staging", "alex", ".*", ".*", "*"),
        NO_EXPRESSION_WHERE_NOTHING_WAS(
                "set_permissions", "-p", "staging", "alex", "*", ".*", ".*"),
        NO_VIRTUAL_HOST("set_permissions", "-p"),
        A_VIRTUAL_HOST_ALONE("set_permissions", "-p", "staging"),
        TOO_MANY_EXPRESSIONS_SOMEWHERE(
                "set_permissions", "-p", "staging", "alex", ".*", ".*", ".*", ".*"),
        NOBODY_TO_CLEAR("clear_permissions"),
        AN_UNKNOWN_USER_TO_CLEAR("clear_permissions", "nobody"),
        AN_UNKNOWN_USER_TO_CLEAR_SOMEWHERE("clear_permissions", "-p", "staging", "nobody"),
        TOO_MUCH_TO_CLEAR("clear_permissions", "alex", "more"),
        TOO_MUCH_TO_CLEAR_SOMEWHERE("clear_permissions", "-p", "/", "alex", "more"),
        NO_VIRTUAL_HOST_TO_CLEAR("clear_permissions", "-p"),
        NOBODY_TO_CLEAR_SOMEWHERE("clear_permissions", "-p", "/");

        private final String[] arguments;

        Refusal(String... arguments) {
            this.arguments = arguments;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeIsRefusedAndChangesNothing(Refusal refusal) {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");
        permissions.rabbitmqctl("set_permissions", "alex", "^a$", "", "");

        assertThat(refused(refusal.arguments)).as("the message of its exception").isNotBlank();

        isPredicted("/", "alex", new DeclareQueue("a"), new Allowed());
        isPredicted(
                "/",
                "alex",
                new DeclareQueue("b"),
                new Refused(Permission.CONFIGURE, Kind.QUEUE, "b"));
        isPredicted(
                "/",
                "alex",
                new Publish("a", "b"),
                new Refused(Permission.WRITE, Kind.EXCHANGE, "a"));
        isPredicted("/", "alex", new Get("a"), new Refused(Permission.READ, Kind.QUEUE, "a"));
        isPredicted("staging", "alex", new Get("a"), new ShutOut());
        isPredicted("staging", "nobody", new Get("a"), new ShutOut());
        permissions.rabbitmqctl("add_user", "maria", "maria3714");
        permissions.rabbitmqctl("add_user", "nobody", "at all");
        isPredicted("/", "nobody", new Get("a"), new ShutOut());
    }

    /** The message of the exception that it throws. */
    private String refused(String... arguments) {
        var what = "rabbitmqctl " + String.join(" ", arguments);
        var thrown = catchThrowable(() -> permissions.rabbitmqctl(arguments));
        if (thrown instanceof UnsupportedOperationException toDo) {
            throw toDo;
        }
        assertThat(thrown)
                .as("what \"%s\" throws, which can't be done", what)
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(thrown.getMessage())
                .as("the message of the exception of \"%s\": it says what was wrong", what)
                .isNotBlank();
        return thrown.getMessage();
    }

    @Test
    void eachRefusalSaysWhichItWas() {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");

        assertThat(
                        List.of(
                                refused("make_user", "alex", "alex3714"),
                                refused("add_user", "alex", "alex3714"),
                                refused("delete_user", "maria"),
                                refused("set_permissions", "alex", "(", ".*", ".*")))
                .as(
                        "the messages for: no such command, a user who exists already, a user who"
                                + " does not exist, an expression that is none")
                .doesNotHaveDuplicates();
    }

    @Test
    void noPasswordIsShownWhenAUserIsRefused() {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");

        for (var arguments :
                List.of(
                        new String[] {"add_user", "alex", "tiger123"},
                        new String[] {"add_user", "maria", "tiger123", "more"},
                        new String[] {"add_user", "maria", "more", "tiger123"},
                        new String[] {"adduser", "maria", "tiger123"},
                        new String[] {"delete_user", "alex", "tiger123"},
                        new String[] {"change_password", "alex", "tiger123"})) {
            assertThat(refused(arguments).contains("tiger123"))
                    .as(
                            "whether the password is in the message of \"%s\"",
                            String.join(" ", arguments))
                    .isFalse();
        }
    }

    /** What each operation asks for, as the contract's table says. */
    private static Map<Operation, List<Refused>> demands(String queue, String exchange) {
        var named = exchange.isEmpty() ? "amq.default" : exchange;
        var configureQueue = new Refused(Permission.CONFIGURE, Kind.QUEUE, queue);
        var configureExchange = new Refused(Permission.CONFIGURE, Kind.EXCHANGE, named);
        var readQueue = new Refused(Permission.READ, Kind.QUEUE, queue);
        var bind =
                List.of(
                        new Refused(Permission.WRITE, Kind.QUEUE, queue),
                        new Refused(Permission.READ, Kind.EXCHANGE, named));
        return Map.of(
                new DeclareQueue(queue), List.of(configureQueue),
                new DeleteQueue(queue), List.of(configureQueue),
                new DeclareExchange(exchange), List.of(configureExchange),
                new DeleteExchange(exchange), List.of(configureExchange),
                new Publish(exchange, queue),
                        List.of(new Refused(Permission.WRITE, Kind.EXCHANGE, named)),
                new Consume(queue), List.of(readQueue),
                new Get(queue), List.of(readQueue),
                new Purge(queue), List.of(readQueue),
                new Bind(queue, exchange), bind,
                new Unbind(queue, exchange), bind);
    }

    @ParameterizedTest
    @ValueSource(strings = {EXCHANGE, ""})
    void aRefusalNamesTheFirstPermissionThatIsMissing(String exchange) {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");
        demands(QUEUE, exchange)
                .forEach((operation, demanded) -> {
                    for (var missing : demanded) {
                        set("alex", permission -> permission == missing.permission() ? "" : ".*");
                        isPredicted("/", "alex", operation, missing);
                    }
                    set("alex", _ -> "");
                    isPredicted("/", "alex", operation, demanded.getFirst());
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {EXCHANGE, ""})
    void nothingButWhatIsAskedForIsNeeded(String exchange) {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");
        demands(QUEUE, exchange)
                .forEach((operation, demanded) -> {
                    set(
                            "alex",
                            permission ->
                                    demanded.stream()
                                            .filter(one -> one.permission() == permission)
                                            .map(one -> "^%s$".formatted(one.name()))
                                            .findFirst()
                                            .orElse(""));
                    isPredicted("/", "alex", operation, new Allowed());
                });
    }

    /** It is the exchange without a name that is called amq.default. */
    @Test
    void aQueueWithoutANameKeepsItsName() {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");
        demands("", EXCHANGE)
                .forEach((operation, demanded) -> {
                    set("alex", _ -> "");
                    isPredicted("/", "alex", operation, demanded.getFirst());
                });
    }

    /** What is found in no letters at all: each of these but the empty expression. */
    @ParameterizedTest
    @ValueSource(strings = {".*", "^$", "^", "x*"})
    void aQueueWithoutANameMayBeAllowed(String expression) {
        permissions.rabbitmqctl("add_user", "alex", "alex3714");
        demands("", EXCHANGE)
                .keySet()
                .forEach(operation -> {
                    set("alex", permission -> expression(permission, operation, expression));
                    isPredicted("/", "alex", operation, new Allowed());
                });
    }

    /** The one for queues; what an exchange asks for is granted. */
    private static String expression(
            Permission permission, Operation operation, String expression) {
        return demands("", EXCHANGE).get(operation).stream()
                        .anyMatch(one -> one.kind() == Kind.QUEUE && one.permission() == permission)
                ? expression
                : ".*";
    }

    private void set(String user, Function<Permission, String> expression) {
        permissions.rabbitmqctl(
                "set_permissions",
                user,
                expression.apply(Permission.CONFIGURE),
                expression.apply(Permission.WRITE),
                expression.apply(Permission.READ));
    }

    private void isPredicted(
            String virtualHost, String user, Operation operation, Prediction expected) {
        assertThat(permissions.predict(virtualHost, user, operation))
                .as(
                        "what is predicted when %s tries %s in the virtual host %s",
                        user, operation, virtualHost)
                .isEqualTo(expected);
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
