package course.loop;

import java.time.Duration;

/**
 * Exercise 1.1: the message loop. One thread does nothing but take messages from a queue and
 * process them, one after the other; whoever wants something done posts a message.
 *
 * <pre>{@code
 * while (true) {
 *     event = loop.get_event()
 *     process_event(event)
 * }
 * }</pre>
 *
 * <p>Implementations have one constructor, with a {@link course.loop.time.LoopClock} to learn the
 * time and to wait by, and a {@code Consumer<Throwable>} that is told of messages that fail, on the
 * loop's thread; it may use the loop, and never fails itself. No argument is null, here and in all
 * contracts of this lesson.
 *
 * <p>The loop works in turns. A turn processes what was there when it began: delayed messages whose
 * time has come, in the order of their times (those of the same time in the order in which they
 * were posted), and posted messages in the order in which they were posted. Which of the two kinds
 * comes first is left open. What is posted or becomes due while a turn goes on waits for a later
 * turn, so no message can starve the others. When there is nothing to process, the loop waits by
 * its clock, and uses no CPU.
 *
 * <p>Tutorial: 异步IO.
 */
public interface EventLoop {

    /**
     * Adds a message to the end of the queue, and returns at once, however many are in it. May be
     * called by any thread at any time, also before the loop runs; what is posted after its end is
     * never processed. What is posted twice is processed twice.
     *
     * @param message processed on the loop's thread
     */
    void post(Runnable message);

    /**
     * Has a message processed when {@code delay} has passed since this call, not earlier, not even
     * by a nanosecond. May be called by any thread at any time.
     *
     * @param delay of any length: a message that is due after {@code
     *     Duration.ofSeconds(Long.MAX_VALUE)} waits for ever
     * @throws IllegalArgumentException if the delay is negative
     */
    Timer postDelayed(Runnable message, Duration delay);

    /** A message that waits for its time. */
    interface Timer {

        /**
         * Cancels the message; nothing of it is kept, neither by the loop nor by this timer. May be
         * called by any thread at any time, also when the loop has ended.
         *
         * @return true if this call has cancelled it, so that it will not be processed; false if
         *     its processing has begun, or if it was cancelled before
         */
        boolean cancel();
    }

    /**
     * Processes messages on this thread until the loop is stopped. If a message throws any {@link
     * Throwable}, that is reported, and the loop goes on.
     *
     * @throws IllegalStateException if the loop runs already or has run before, however it ended
     * @throws InterruptedException if the thread is interrupted while the loop waits, or has been
     *     before; an interrupt keeps nothing that is there from being processed. Left open is which
     *     comes first when a message and an interrupt meet a loop that waits, and whether a loop
     *     that is interrupted while it runs, and stopped as well, returns or throws
     */
    void run() throws InterruptedException;

    /**
     * Ends the loop after the message that is being processed now; the others are left. May be
     * called by any thread, by a message, before the loop runs ({@link #run} then returns at once),
     * and more than once. Returns at once, and interrupts nobody.
     */
    void stop();
}
