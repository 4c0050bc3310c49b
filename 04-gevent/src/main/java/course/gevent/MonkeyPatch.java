package course.gevent;

import course.gevent.system.SelectorClock;

/**
 * Exercise 4.7: blocking code that somebody else has written, unchanged, on a hub. A patched JVM
 * gives {@link java.net.Socket} another implementation, which switches to the hub where it would
 * block. This also changes everything that is built on {@code Socket}, for example {@link
 * java.net.HttpURLConnection}.
 *
 * <p>Implementations have one constructor, with a {@code Consumer<String>} that is told what stops
 * a whole hub; any thread may call it.
 *
 * <p>What counts is which thread creates a socket. A socket that the thread of an <em>adopted</em>
 * hub creates is cooperative: when a green thread on such a thread has to wait in it, to connect,
 * to read or to write, the green threads of that hub go on meanwhile. Every other thread can use it
 * as well, and then blocks as usual. A socket that any other thread creates, virtual or not, is the
 * JDK's own. It stays so: used on a hub, it blocks all green threads. (A {@code HttpURLConnection}
 * keeps connections alive for the next one that needs one.)
 *
 * <p>For its user, a cooperative socket is like any socket. It throws the same exceptions, has the
 * same options, and times out ({@code setSoTimeout}, and the timeout of {@code connect}) after the
 * same time. When any thread closes it, those who wait in it get a {@link java.net.SocketException}
 * at once. Two green threads of one hub can't read from it at the same time, nor write to it: the
 * second one gets an {@link IllegalStateException} where it would have to wait. An exception that
 * is thrown into a green thread, or a timeout of the hub, ends its wait. The socket can be used
 * afterwards, unless it was still being connected: in that case it is closed.
 *
 * <p>Names are resolved for an adopted hub's thread while the hub goes on, and for every other
 * thread on that thread itself, as usual. If that fails, whoever has asked is told, whatever it
 * fails with.
 *
 * <p>A green thread that is <em>pinned</em> (see {@link course.gevent.system.Pins}), for example
 * because it is inside {@code synchronized}, can't let the others go on: they would get in as well,
 * or wait for ever. So its wait blocks the whole hub, as if nothing had been patched. That is
 * reported before it waits, with its name and what pins it.
 *
 * <p>The JDK's own streams hold a monitor while they read or write, and that can't be changed. So a
 * stream, or a {@code HttpURLConnection}, is for one green thread only. If two use one at the same
 * time, the thread can come to wait for itself, for ever. That can't be prevented; it is reported
 * (see {@link course.gevent.system.Watchdog}).
 *
 * <p>Not patched are: {@code ServerSocket}, sockets that are given a proxy, channels, files. A
 * SOCKS proxy that is set for the whole JVM is no longer used.
 *
 * <p>Tutorial: Gevent.
 */
public interface MonkeyPatch {

    /**
     * Patches the JVM, permanently: this can't be undone.
     *
     * @throws IllegalStateException if {@code java.net.Socket} has been patched before, by anybody;
     *     nothing has changed then
     */
    void patch();

    /**
     * From now on, sockets and names are cooperative on this thread, which is the hub's. The hub
     * replaces the one that this thread had before.
     *
     * @param clock the one that the hub waits by
     */
    void adopt(Hub hub, SelectorClock clock);
}
