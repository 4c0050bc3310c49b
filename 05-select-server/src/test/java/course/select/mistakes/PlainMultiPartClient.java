package course.select.mistakes;

import course.select.MultiPartClient;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client with a method for each thing that can be got wrong; each mistake overrides one. */
abstract class PlainMultiPartClient implements MultiPartClient {

    @Override
    public List<String> talk(InetSocketAddress server, int connections, List<String> parts, Log log)
            throws IOException {
        var channels = new ArrayList<SocketChannel>();
        var answers = new ArrayList<StringBuilder>();
        try {
            log.connecting(server);
            for (int i = 0; i < connections; i++) {
                channels.add(SocketChannel.open(server));
                answers.add(new StringBuilder());
            }
            for (var part : parts) {
                exchange(channels, part.getBytes(StandardCharsets.UTF_8), answers, log);
            }
        } catch (IOException e) {
            afterFailure(channels);
            throw e;
        }
        close(channels);
        return answers.stream().map(StringBuilder::toString).toList();
    }

    void exchange(List<SocketChannel> channels, byte[] part, List<StringBuilder> answers, Log log)
            throws IOException {
        for (var channel : channels) {
            send(channel, part, log);
        }
        for (int i = 0; i < channels.size(); i++) {
            answers.get(i).append(receive(channels.get(i), part.length, log));
        }
    }

    void send(SocketChannel channel, byte[] part, Log log) throws IOException {
        log.sending(local(channel), part);
        channel.write(ByteBuffer.wrap(part));
    }

    String receive(SocketChannel channel, int length, Log log) throws IOException {
        var answer = room(length);
        while (answer.hasRemaining()) {
            if (channel.read(answer) < 0) {
                log.closing(local(channel));
                throw new EOFException(answer.position() + " of " + length + " bytes");
            }
        }
        log.received(local(channel), answer.array());
        return new String(answer.array(), StandardCharsets.UTF_8);
    }

    ByteBuffer room(int length) {
        return ByteBuffer.allocate(length);
    }

    void afterFailure(List<SocketChannel> channels) throws IOException {
        close(channels);
    }

    static void close(List<SocketChannel> channels) throws IOException {
        for (var channel : channels) {
            channel.close();
        }
    }

    static InetSocketAddress local(SocketChannel channel) throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }
}
