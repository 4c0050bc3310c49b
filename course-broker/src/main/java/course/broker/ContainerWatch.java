package course.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.HttpURLConnection;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Removes a container when this JVM has ended, however that comes about. It is a process of its
 * own, whose standard input ends with this JVM.
 */
final class ContainerWatch implements AutoCloseable {
    private static final Duration TO_APPEAR = Duration.ofSeconds(10);
    private static final Duration TO_REMOVE = Duration.ofSeconds(30);
    private static final long LOOK_AGAIN = Duration.ofMillis(100).toNanos();

    private final String container;
    private final Process process;
    private final OutputStream line;

    private ContainerWatch(String container, Process process) {
        this.container = container;
        this.process = process;
        line = process.getOutputStream();
    }

    /**
     * Returns when it has begun: before there is a container, so that none is ever without a watch.
     *
     * @param container the name that it will have
     */
    static ContainerWatch start(DockerSocket docker, String container) throws IOException {
        var command =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx16m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classes().toString(),
                        ContainerWatch.class.getName(),
                        docker.host(),
                        container);
        var process = command.redirectError(Redirect.DISCARD).start();
        if (process.getInputStream().read() < 0) {
            throw new IOException("the process that would remove the container has ended");
        }
        return new ContainerWatch(container, process);
    }

    private static Path classes() throws IOException {
        try {
            return Path.of(
                    ContainerWatch.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    /** The container's name. */
    String container() {
        return container;
    }

    /** From now on, a container that is not there is one that has been removed. */
    void created() throws IOException {
        line.write('\n');
        line.flush();
    }

    /** Has the container removed, if it is there; {@link #awaitEnd} waits for it. */
    @Override
    public void close() {
        try {
            line.close();
        } catch (IOException e) {
            // the process is gone
        }
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    void awaitEnd() {
        try {
            process.waitFor(TO_REMOVE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * All is done in the process's shutdown, which begins at once: what ends others meanwhile, as
     * Ctrl-C does, ends it no more.
     *
     * @param arguments where Docker is, and the container's name
     */
    public static void main(String[] arguments) {
        var docker = DockerSocket.of(arguments[0]);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> watch(docker, arguments[1])));
    }

    private static void watch(DockerSocket docker, String container) {
        System.out.println();
        System.out.flush();
        var wasCreated = awaitEndOfInput();
        var until = System.nanoTime() + TO_APPEAR.toNanos();
        do {
            switch (remove(docker, container)) {
                case HttpURLConnection.HTTP_NO_CONTENT -> {
                    return;
                }
                case HttpURLConnection.HTTP_NOT_FOUND -> {
                    if (wasCreated) {
                        return;
                    }
                }
                default -> {}
            }
            LockSupport.parkNanos(LOOK_AGAIN);
        } while (System.nanoTime() < until);
    }

    private static boolean awaitEndOfInput() {
        try {
            return System.in.readAllBytes().length > 0;
        } catch (IOException e) {
            return true;
        }
    }

    private static int remove(DockerSocket docker, String container) {
        try {
            var path = "/containers/%s?force=true&v=true".formatted(container);
            return docker.status("DELETE", path, TO_REMOVE);
        } catch (IOException e) {
            return 0;
        }
    }
}
