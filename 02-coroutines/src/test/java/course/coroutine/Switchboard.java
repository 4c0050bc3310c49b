package course.coroutine;

import course.kit.Example;
import course.kit.Patience;
import course.kit.trace.Trace;
import course.picture.trace.Kind;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** Where the {@link course.coroutine.jobs.Phone} jobs of an example ring. */
final class Switchboard {
    /** A JVM has to start before it can ring, and the machine may be busy. */
    private static final int MILLIS = (int) Patience.limit().multipliedBy(5).toMillis();

    private static final int LOOK_AGAIN = 20;
    private static final String EXAMPLE = "the example";

    private final Example example;
    private final ServerSocket listener;

    Switchboard(Example example) throws IOException {
        this.example = example;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(LOOK_AGAIN);
        example.closesAtEnd(listener);
    }

    /** The item that rings here. */
    String number() {
        return String.valueOf(listener.getLocalPort());
    }

    /** Waits until that many ring at the same time; fails when something fails meanwhile. */
    List<Call> calls(int count) throws IOException {
        return calls(count, example::checkBackground);
    }

    List<Call> calls(int count, Runnable check) throws IOException {
        var calls = new ArrayList<Call>();
        long start = System.nanoTime();
        while (calls.size() < count) {
            try {
                calls.add(example.closesAtEnd(new Call(listener.accept(), example.trace())));
            } catch (SocketTimeoutException nobodyYet) {
                check.run();
                if (System.nanoTime() - start > MILLIS * 1_000_000L) {
                    throw new AssertionError(
                            ("expected %s items to be under way at the same time, each in a process"
                                            + " of its own; after %s s there were %s: %s")
                                    .formatted(count, MILLIS / 1000, calls.size(), calls));
                }
            }
        }
        return calls;
    }

    Call call() throws IOException {
        return call(() -> {});
    }

    /**
     * @param look is taken again and again while nobody rings
     */
    Call call(Runnable look) throws IOException {
        Runnable check =
                () -> {
                    look.run();
                    example.checkBackground();
                };
        return calls(1, check).getFirst();
    }

    /** One job that waits for an answer. */
    static final class Call implements AutoCloseable {
        private final Socket line;
        private final Trace trace;
        private final ProcessHandle worker;
        private final long parent;

        private Call(Socket line, Trace trace) throws IOException {
            this.line = line;
            this.trace = trace;
            line.setSoTimeout(MILLIS);
            var in = new DataInputStream(line.getInputStream());
            long pid = in.readLong();
            parent = in.readLong();
            worker = ProcessHandle.of(pid).orElseThrow();
            if (worker.equals(ProcessHandle.current())) {
                throw new AssertionError(
                        "the job runs in this very process, and not in a worker process");
            }
            trace.add(Kind.CALLED, toString(), "rings", EXAMPLE);
        }

        long pid() {
            return worker.pid();
        }

        long parent() {
            return parent;
        }

        void answer(String result) throws IOException {
            trace.add(Kind.ANSWERED, EXAMPLE, result, toString());
            new DataOutputStream(line.getOutputStream()).writeUTF(result);
        }

        /** Kills the worker, as the system does when it has no memory left. */
        void kill() {
            trace.add(Kind.NOTED, toString(), "is killed");
            worker.destroyForcibly();
        }

        /** Waits for the worker's end, which the connection tells. */
        void expectHungUp(String when) throws IOException {
            try {
                if (line.getInputStream().read() >= 0) {
                    throw new AssertionError("the phone job never says so much");
                }
            } catch (SocketTimeoutException e) {
                throw new AssertionError(
                        "%s: the worker process %s is still alive after %s s"
                                .formatted(when, pid(), MILLIS / 1000));
            } catch (SocketException reset) {
                // gone is gone
            }
        }

        @Override
        public void close() throws IOException {
            line.close();
        }

        @Override
        public String toString() {
            return "process " + pid();
        }
    }
}
