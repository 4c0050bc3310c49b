package course.gevent.reference;

import course.gevent.GreenServerSocket;
import course.gevent.GreenSocket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;

final class ChannelServerSocket implements GreenServerSocket {
    private final SharedIo io;
    private final ServerSocketChannel channel;
    private final InetSocketAddress address;
    private final Operation accepting;

    ChannelServerSocket(SharedIo io, ServerSocketChannel channel) throws IOException {
        this.io = io;
        this.channel = channel;
        address = (InetSocketAddress) channel.getLocalAddress();
        accepting = new Operation(io, channel, SelectionKey.OP_ACCEPT);
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public GreenSocket accept() throws IOException, InterruptedException {
        accepting.begin();
        try {
            io.letOthersGoOn();
            var accepted = channel.accept();
            while (accepted == null) {
                accepting.await(null);
                accepted = channel.accept();
            }
            return ChannelSocket.connected(io, accepted);
        } finally {
            accepting.end();
        }
    }

    @Override
    public void close() throws IOException {
        io.clock().wakeWaitersFor(channel);
        channel.close();
    }

    @Override
    public String toString() {
        return channel.toString();
    }
}
