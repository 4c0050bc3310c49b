package course.broker.qpid;

import course.broker.Broker;
import course.broker.BrokerException;
import course.broker.Credentials;
import course.broker.Grant;

import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener;
import org.apache.qpid.server.configuration.CommonProperties;
import org.apache.qpid.server.model.AuthenticationProvider;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.SystemConfig;
import org.apache.qpid.server.model.User;
import org.apache.qpid.server.model.VirtualHostNode;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Qpid Broker-J inside this JVM, with all it keeps in memory: a broker where there is no other. */
public final class EmbeddedQpid implements Broker {
    private static final String CONFIGURATION = "broker.json";

    /** Qpid's name of the virtual host {@code /}. */
    private static final String DEFAULT = "default";

    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private final SystemLauncher launcher;
    private final org.apache.qpid.server.model.Broker<?> model;
    private final Grants grants;
    private final int port;

    /** Threads that start meanwhile belong to the broker, not to the example that wants it. */
    private final ExecutorService administration;

    private EmbeddedQpid(
            SystemLauncher launcher,
            org.apache.qpid.server.model.Broker<?> model,
            ExecutorService administration) {
        this.launcher = launcher;
        this.model = model;
        this.administration = administration;
        grants = Grants.of(model);
        grants.set(DEFAULT, administrator().name(), Grant.ALL);
        port = model.getChildren(Port.class).iterator().next().getBoundPort();
    }

    public static Broker start(int port) {
        var administration =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("qpid administration").factory());
        try {
            return administration.submit(() -> launchInEnglish(port, administration)).get();
        } catch (ExecutionException | InterruptedException e) {
            administration.shutdownNow();
            throw new BrokerException("embedded Qpid: " + e.getMessage(), e);
        }
    }

    /** Qpid looks for its own fields by lower-case names, which on a Turkish machine it misses. */
    private static Broker launchInEnglish(int port, ExecutorService administration)
            throws Exception {
        var machines = Locale.getDefault();
        Locale.setDefault(Locale.ENGLISH);
        try {
            return launch(port, administration);
        } finally {
            Locale.setDefault(machines);
        }
    }

    private static Broker launch(int port, ExecutorService administration) throws Exception {
        RabbitMannersCreator.replaceQpidsOwn();
        var listener = new Listener();
        var launcher = new SystemLauncher(listener);
        launcher.startup(
                Map.of(
                        SystemConfig.TYPE,
                        "Memory",
                        SystemConfig.INITIAL_CONFIGURATION_LOCATION,
                        EmbeddedQpid.class.getResource(CONFIGURATION).toExternalForm(),
                        SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT,
                        false,
                        SystemConfig.CONTEXT,
                        Map.of(
                                "course.broker.port", String.valueOf(port),
                                // virtual hosts are many here, and each does little
                                "virtualhost.connectionThreadPool.size", "4",
                                "virtualhost.connectionThreadPool.numberOfSelectors", "1",
                                "virtualhost.housekeepingThreadCount", "1")));
        if (listener.failure != null) {
            throw listener.failure;
        }
        var broker = (org.apache.qpid.server.model.Broker<?>) listener.system.getContainer();
        return new EmbeddedQpid(launcher, broker, administration);
    }

    private static final class Listener
            extends SystemLauncherListener.DefaultSystemLauncherListener {
        private SystemConfig<?> system;
        private RuntimeException failure;

        @Override
        public void onContainerResolve(SystemConfig<?> resolved) {
            system = resolved;
        }

        @Override
        public void errorOnStartup(RuntimeException e) {
            failure = e;
        }
    }

    @Override
    public Product product() {
        return Product.QPID;
    }

    @Override
    public String description() {
        return "embedded Qpid Broker-J %s on port %s"
                .formatted(CommonProperties.getReleaseVersion(), port);
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    @Override
    public Credentials administrator() {
        return Credentials.GUEST;
    }

    @Override
    public void addVirtualHost(String name) {
        administer(() ->
                model.createChild(
                        VirtualHostNode.class,
                        Map.of(
                                "name",
                                name,
                                "type",
                                "Memory",
                                "virtualHostInitialConfiguration",
                                "{\"type\": \"Memory\"}")));
        grants.set(name, administrator().name(), Grant.ALL);
    }

    @Override
    public void deleteVirtualHost(String name) {
        var deletion =
                administer(() -> model.getChildByName(VirtualHostNode.class, name).deleteAsync());
        try {
            deletion.get(A_WHILE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Qpid sometimes waits for ever for a connection that closes at the same moment. Nobody
            // uses this virtual host any more, and the others do not mind it.
        } catch (ExecutionException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        grants.clearVirtualHost(name);
    }

    @Override
    public void addUser(Credentials user) {
        administer(() ->
                // Qpid adds to the map that it is given
                users().createChild(
                                User.class,
                                new HashMap<>(
                                        Map.of(
                                                "name",
                                                user.name(),
                                                "type",
                                                "managed",
                                                "password",
                                                user.password()))));
    }

    @Override
    public void deleteUser(String name) {
        administer(() -> {
            users().getChildByName(User.class, name).delete();
            return null;
        });
        grants.clearUser(name);
    }

    private AuthenticationProvider<?> users() {
        return model.getAuthenticationProviders().iterator().next();
    }

    @Override
    public void setPermissions(String virtualHost, String user, Grant grant) {
        grants.set(nameOf(virtualHost), user, grant);
    }

    @Override
    public void clearPermissions(String virtualHost, String user) {
        grants.clear(nameOf(virtualHost), user);
    }

    private static String nameOf(String virtualHost) {
        return virtualHost.equals("/") ? DEFAULT : virtualHost;
    }

    private <T> T administer(Callable<T> task) {
        try {
            return administration.submit(task).get(A_WHILE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new BrokerException(
                    "embedded Qpid: not done within %s s".formatted(A_WHILE.toSeconds()), e);
        } catch (ExecutionException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static BrokerException failed(ExecutionException e) {
        return new BrokerException("embedded Qpid: " + e.getCause().getMessage(), e.getCause());
    }

    private static BrokerException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new BrokerException("interrupted", e);
    }

    @Override
    public boolean canCrash() {
        return false;
    }

    @Override
    public void crash() {
        throw new UnsupportedOperationException("an embedded broker can't crash alone");
    }

    @Override
    public void restart() {
        throw new UnsupportedOperationException("an embedded broker keeps nothing");
    }

    @Override
    public Map<String, String> shared() {
        return Map.of();
    }

    @Override
    public void close() {
        try {
            administer(() -> {
                launcher.shutdown();
                return null;
            });
        } finally {
            administration.shutdown();
        }
    }
}
