package course.select.demo;

import course.picture.Pictures;
import course.select.system.Descriptors;
import course.select.system.EpollEvents;
import course.select.system.FdSet;
import course.select.system.PollFds;
import course.select.system.SystemCallException;
import course.select.system.SystemCalls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What one call costs when one of many watched pipes is ready: select and poll look at all of them,
 * epoll at the one. Prints a table, and draws the lesson's picture from it.
 */
public final class CallCostDemo {
    private static final int ROUNDS = 15;
    private static final int CALLS = 400;

    private interface Call {
        int make() throws SystemCallException;
    }

    public static void main(String[] arguments) throws IOException {
        int most;
        try {
            most = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3000;
        } catch (NumberFormatException e) {
            most = 0;
        }
        if (most < 10 || arguments.length > 2) {
            System.err.println("usage: CallCostDemo [most idle pipes, 10 or more] [folder]");
            System.exit(2);
        }
        var pictures = Pictures.in(Path.of("pictures"));
        var measured = new StringBuilder("idle pipes,select,poll,epoll\n");
        System.out.println("idle pipes   select µs     poll µs    epoll µs");
        var pipes = new ArrayList<Pipe>();
        open(10, pipes);
        measure(pipes); // lets the compiler see the calls before they are counted
        for (var idle : sizes(most)) {
            open(idle + 1, pipes);
            var costs = measure(pipes);
            System.out.printf(
                    "%10s%12s%12s%12s%n", idle, shown(costs[0]), shown(costs[1]), shown(costs[2]));
            measured.append(idle);
            for (var cost : costs) {
                measured.append(',').append(cost == 0 ? "" : shown(cost));
            }
            measured.append('\n');
        }
        var folder = Path.of(arguments.length > 1 ? arguments[1] : "target/pictures");
        var files = pictures.redraw("call-cost", measured.toString(), folder);
        System.out.println("The picture is in " + files.get(1).toAbsolutePath());
    }

    private static List<Integer> sizes(int most) {
        var sizes = new ArrayList<Integer>();
        for (var power = 10; power < most; power *= 10) {
            sizes.add(power);
            sizes.add(power * 2);
            sizes.add(power * 4);
        }
        sizes.removeIf(size -> size >= most);
        sizes.add(most);
        return sizes;
    }

    private static void open(int count, List<Pipe> pipes) throws IOException {
        try {
            while (pipes.size() < count) {
                pipes.add(Pipe.open());
            }
        } catch (IOException e) {
            System.err.printf(
                    "only %s pipes can be open here (%s)%n", pipes.size(), e.getMessage());
            System.exit(1);
        }
    }

    /** The cost of select, poll and epoll in microseconds; 0 where there is none. */
    private static double[] measure(List<Pipe> pipes) throws IOException {
        var busy = pipes.getLast();
        busy.sink().write(ByteBuffer.wrap(new byte[] {1}));
        try {
            return new double[] {select(pipes), poll(pipes), epoll(pipes)};
        } finally {
            busy.source().read(ByteBuffer.allocate(1));
        }
    }

    private static double select(List<Pipe> pipes) throws IOException {
        var highest = 0;
        for (var pipe : pipes) {
            highest = Math.max(highest, Descriptors.of(pipe.source()));
        }
        if (highest >= FdSet.CAPACITY || SystemCalls.missing("select").isPresent()) {
            return 0;
        }
        var all = new FdSet();
        for (var pipe : pipes) {
            all.add(Descriptors.of(pipe.source()));
        }
        var set = new FdSet();
        var nfds = highest + 1;
        return micros(() -> {
            set.copyFrom(all);
            return SystemCalls.select(nfds, set, null, null, 0);
        });
    }

    private static double poll(List<Pipe> pipes) throws IOException {
        if (SystemCalls.missing("poll").isPresent()) {
            return 0;
        }
        var fds = new PollFds();
        for (var i = 0; i < pipes.size(); i++) {
            fds.set(i, Descriptors.of(pipes.get(i).source()), PollFds.POLLIN);
        }
        return micros(() -> SystemCalls.poll(fds, pipes.size(), 0));
    }

    private static double epoll(List<Pipe> pipes) throws IOException {
        if (SystemCalls.missing("epoll_wait").isPresent()) {
            return 0;
        }
        var epoll = SystemCalls.epollCreate();
        try {
            for (var pipe : pipes) {
                var fd = Descriptors.of(pipe.source());
                SystemCalls.epollControl(
                        epoll, SystemCalls.EPOLL_CTL_ADD, fd, EpollEvents.EPOLLIN, fd);
            }
            var events = new EpollEvents(16);
            return micros(() -> SystemCalls.epollWait(epoll, events, 0));
        } finally {
            SystemCalls.close(epoll);
        }
    }

    /** The median of several rounds. */
    private static double micros(Call call) throws SystemCallException {
        var rounds = new double[ROUNDS];
        for (var round = 0; round < ROUNDS; round++) {
            var start = System.nanoTime();
            for (var i = 0; i < CALLS; i++) {
                if (call.make() != 1) {
                    throw new IllegalStateException("one pipe should be ready");
                }
            }
            rounds[round] = (System.nanoTime() - start) / 1e3 / CALLS;
        }
        Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }

    private static String shown(double cost) {
        return cost == 0 ? "-" : String.format(Locale.ROOT, "%.2f", cost);
    }
}
