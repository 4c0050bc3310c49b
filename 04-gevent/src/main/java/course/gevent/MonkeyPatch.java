package course.gevent;

import course.gevent.system.SelectorClock;

/**
 * Exercise 4.7: blocking code that somebody else has written, unchanged, on a hub. A patched JVM
 * gives {@link java.net.Socket} another inside, which switches to the hub where it would block; and
 * with it everything that is built on {@code Socket}, {@link java.net.HttpURLConnection} among it.
 *
 * <p>Implementations have one constructor, with a {@code Consumer<String>} that is told what stops
 * a whole hub, by any thread.
 *
 * <p>What counts is who creates a socket. One that is created by an <em>adopted</em> hub's thread
 * is cooperative: whoever has to wait in it on such a thread, to connect, to read or to write, lets
 * the green threads of that hub go on meanwhile. It can be used by every other thread as well,
 * which blocks then as ever. A socket that is created by any other thread, virtual or not, is the
 * JDK's own. It stays so: on a hub it blocks everybody. (A {@code HttpURLConnection} keeps
 * connections alive for whoever comes next.)
 *
 * <p>To its user a cooperative socket is a socket. It throws the same exceptions, has the same
 * options, times out ({@code setSoTimeout}, and the timeout of {@code connect}) after the same
 * time. When it is closed, by whichever thread, whoever waits in it gets a {@link
 * java.net.SocketException} at once. Two green threads of one hub can't read from it at the same
 * time, nor write to it: the second one gets an {@link IllegalStateException} where it would have
 * to wait. What is thrown into a green thread, or a timeout of the hub, ends its wait; the socket
 * can be used afterwards, unless it was still being connected: then it is closed.
 *
 * <p>Names are resolved for an adopted hub's thread while the hub goes on, and for every other
 * thread on that thread itself, as ever.
 *
 * <p>A green thread that is <em>pinned</em> (see {@link course.gevent.system.Pins}), say because it
 * is inside {@code synchronized}, can't let the others go on: they would get in as well, or wait
 * for ever. So its wait blocks the whole hub, as if nothing had been patched. That is reported
 * before it waits, with its name and what pins it.
 *
 * <p>The JDK's own streams hold a monitor while they read or write, and can't be asked not to. So a
 * stream, and a {@code HttpURLConnection}, is one green thread's own. Where two use one at the same
 * time, the thread can come to wait for itself, for ever. That can't be prevented; it is reported
 * (see {@link course.gevent.system.Watchdog}).
 *
 * <p>Not patched are: {@code ServerSocket}, sockets that are given a proxy, channels, files. And a
 * SOCKS proxy that is set for the whole JVM is not asked any more.
 *
 * <p>Tutorial: Gevent.
 */
public interface MonkeyPatch {

    /**
     * Patches the JVM, for good: this can't be taken back.
     *
     * @throws IllegalStateException if {@code java.net.Socket} has been patched before, by
     *     whomever; nothing has changed then
     */
    void patch();

    /**
     * From now on, sockets and names are cooperative on this thread, which is the hub's. In place
     * of the hub that this thread had before.
     *
     * @param clock what the hub waits by
     */
    void adopt(Hub hub, SelectorClock clock);
}
