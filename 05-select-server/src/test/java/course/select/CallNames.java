package course.select;

import course.select.system.Descriptors;

import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** How a picture names what is given to a call, and what it returns: by few letters. */
public final class CallNames {
    private CallNames() {}

    public static String of(Object thing) {
        return switch (thing) {
            case null -> "null";
            case Select.Ready ready -> ready(ready);
            case Poll.Ready ready -> of(ready.channel(), ready.events());
            case Epoll.Ready ready -> of(ready.channel(), ready.events());
            case SelectableChannel channel -> channel(channel);
            default -> thing.getClass().isHidden() ? "lambda" : thing.getClass().getSimpleName();
        };
    }

    /** A channel that is ready for something. */
    public static String of(Object channel, Set<? extends Enum<?>> events) {
        return events.stream()
                .map(Enum::name)
                .collect(Collectors.joining(" ", of(channel) + ": ", ""));
    }

    private static String ready(Select.Ready ready) {
        return "%s %s %s"
                .formatted(
                        list(ready.readable()), list(ready.writable()), list(ready.exceptional()));
    }

    private static String list(Collection<SelectableChannel> channels) {
        return channels.stream().map(CallNames::of).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String channel(SelectableChannel channel) {
        var kind =
                switch (channel) {
                    case Pipe.SourceChannel _ -> "source";
                    case Pipe.SinkChannel _ -> "sink";
                    case ServerSocketChannel _ -> "listener";
                    case SocketChannel _ -> "connection";
                    default -> "channel";
                };
        if (channel.getClass().getModule() != Object.class.getModule()) {
            return kind; // one of an example's own: it is asked nothing
        }
        try {
            return kind + " " + Descriptors.of(channel);
        } catch (ClosedChannelException e) {
            return "closed " + kind;
        }
    }
}
