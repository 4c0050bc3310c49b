package course.gevent.reference;

import course.gevent.GreenServerSocket;
import course.gevent.GreenSocket;
import course.gevent.GreenSockets;
import course.gevent.Hub;
import course.gevent.StreamServer;
import course.gevent.system.SelectorClock;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;

public final class ReferenceGreenSockets implements GreenSockets {
    private final Hub hub;
    private final SharedIo io;

    public ReferenceGreenSockets(Hub hub, SelectorClock clock) {
        this.hub = hub;
        io = new SharedIo(hub, clock);
    }

    @Override
    public GreenServerSocket listen(InetSocketAddress address, int backlog) throws IOException {
        var channel = ServerSocketChannel.open();
        try {
            channel.bind(address, backlog);
            channel.configureBlocking(false);
            return new ChannelServerSocket(io, channel);
        } catch (Throwable thrown) {
            channel.close();
            throw thrown;
        }
    }

    @Override
    public GreenSocket connect(InetSocketAddress address, Duration timeout)
            throws IOException, InterruptedException {
        var end = io.endOf(Loop.requireDuration(timeout));
        if (address.isUnresolved()) {
            throw new UnknownHostException(address.getHostString());
        }
        io.letOthersGoOn();
        var channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            var connecting = new Operation(io, channel, SelectionKey.OP_CONNECT);
            for (var done = channel.connect(address); !done; done = channel.finishConnect()) {
                connecting.await(end);
            }
            return ChannelSocket.connected(io, channel);
        } catch (Throwable thrown) {
            channel.close();
            throw thrown;
        }
    }

    @Override
    public StreamServer serve(GreenServerSocket listener, int most, StreamServer.Handler handler) {
        return new GreenStreamServer(hub, listener, most, handler);
    }
}
