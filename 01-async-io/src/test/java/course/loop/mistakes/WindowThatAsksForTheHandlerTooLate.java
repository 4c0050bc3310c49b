package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;
import course.loop.time.LoopClock;

/**
 * Looks up the handler when the message is processed. The user has clicked "next"; in the meantime
 * the page was changed, and with it what a click does: the click that was meant for "next" buys
 * something.
 */
@Mistake(
        killedBy = "aMessageCarriesTheHandlerOfItsOwnTime",
        saying = "keeps the handler that was set when it came")
final class WindowThatAsksForTheHandlerTooLate extends PlainWindow {

    WindowThatAsksForTheHandlerTooLate(EventLoop loop, LoopClock clock) {
        super(loop, clock);
    }

    @Override
    public void click(int x, int y) {
        post(() -> clickHandler.onClick(x, y));
    }
}
