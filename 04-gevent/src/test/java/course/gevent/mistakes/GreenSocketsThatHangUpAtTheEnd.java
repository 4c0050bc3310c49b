package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.system.SelectorClock;
import course.kit.Mistake;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * Closes the connection when the client has finished sending. But one who has asked all his
 * questions still wants the answers: {@code printf hello | nc} gets none.
 */
@Mistake(killedBy = "whoHasFinishedSendingCanStillBeAnswered", saying = "ClosedChannelException")
final class GreenSocketsThatHangUpAtTheEnd extends PlainGreenSockets {
    GreenSocketsThatHangUpAtTheEnd(Hub hub, SelectorClock clock) {
        super(hub, clock);
    }

    @Override
    void endOfStream(SocketChannel channel) throws IOException {
        channel.close();
    }
}
