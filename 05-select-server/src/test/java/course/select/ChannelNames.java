package course.select;

import course.select.system.Descriptors;

import org.assertj.core.presentation.StandardRepresentation;

import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Shows channels, and what is ready, in a way that tells one from the other. */
public class ChannelNames extends StandardRepresentation {

    @Override
    protected String fallbackToStringOf(Object object) {
        return switch (object) {
            case Poll.Ready ready -> toStringOf(ready.channel()) + ": " + ready.events();
            case Epoll.Ready ready -> toStringOf(ready.channel()) + ": " + ready.events();
            case SelectableChannel channel -> kind(channel) + " " + number(channel);
            default -> super.fallbackToStringOf(object);
        };
    }

    private static String kind(SelectableChannel channel) {
        return switch (channel) {
            case Pipe.SourceChannel source -> "the reading end of a pipe";
            case Pipe.SinkChannel sink -> "the writing end of a pipe";
            case ServerSocketChannel listener -> "a listener";
            case SocketChannel connection -> "a connection";
            default -> channel.toString();
        };
    }

    private static String number(SelectableChannel channel) {
        try {
            return "(descriptor " + Descriptors.of(channel) + ")";
        } catch (ClosedChannelException e) {
            return "(closed)";
        }
    }
}
