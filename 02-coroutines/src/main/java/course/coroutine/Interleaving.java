package course.coroutine;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Exercise 2.1: subroutines that are interrupted in the middle. The tutorial's A prints 1, 2, 3 and
 * its B prints x, y, z; neither calls the other, and yet the lines come as 1, 2, x, y, 3, z.
 *
 * <pre>{@code
 * def A():            def B():
 *     print('1')          print('x')
 *     print('2')          print('y')
 *     print('3')          print('z')
 * }</pre>
 *
 * <p>Given to build on: {@link course.coroutine.stack.CallStack}. Implementations have one
 * constructor, without parameters.
 *
 * <p>Tutorial: 协程.
 */
public interface Interleaving {

    /**
     * A function like any other. It may call others, which print too; it knows nothing of
     * interruptions.
     */
    @FunctionalInterface
    interface Subroutine {

        /**
         * @param print prints a line
         */
        void run(Consumer<String> print);
    }

    /**
     * Gives the subroutines turns in the order of the schedule, on this thread.
     *
     * <ul>
     *   <li>In a turn, a subroutine begins, or goes on from where it is, until it has printed its
     *       next line. There it is interrupted: its call of {@code print} returns in its next turn.
     *   <li>If it comes to its end instead, its turn is over without a line; if it has ended
     *       before, its turn is skipped.
     *   <li>When the schedule ends, this call returns. A subroutine that is in the middle then
     *       stays there for ever (nothing more of it runs, no {@code finally} either), and one that
     *       had no turn has not begun.
     *   <li>If a subroutine throws something, of any type, this call throws the same object at
     *       once, and nobody has a turn any more.
     * </ul>
     *
     * Each call starts all subroutines from their beginning, whatever has become of the calls
     * before. A subroutine may itself make such a call, on this object, too: the two know nothing
     * of each other. The map and the schedule are not changed.
     *
     * @param subroutines by their names; a subroutine that has two names has a place of its own for
     *     each
     * @param schedule for each turn, the name of the subroutine whose turn it is; may be empty, or
     *     very long
     * @param out where lines are printed, each at the time when its subroutine prints it; not the
     *     {@code print} that another call has given to a subroutine
     * @throws IllegalArgumentException if the schedule has a name that no subroutine has; no
     *     subroutine has begun then
     */
    void run(Map<String, Subroutine> subroutines, List<String> schedule, Consumer<String> out);
}
