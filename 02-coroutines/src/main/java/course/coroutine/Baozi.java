package course.coroutine;

import java.util.List;
import java.util.function.Consumer;

/**
 * Exercise 2.4: the tutorial's producer makes baozi (steamed buns), and its consumers eat them, all
 * on one thread. Each consumer is a coroutine that waits at a {@code yield} for the next one.
 *
 * <pre>{@code
 * def consumer(name):                           def producer():
 *     print("--->starting eating baozi...")         con.__next__()
 *     while True:                                   con2.__next__()
 *         new_baozi = yield                         n = 0
 *         print("[%s] is eating baozi %s"           while n < 5:
 *               % (name, new_baozi))                    n += 1
 *                                                       con.send(n)
 *                                                       con2.send(n)
 *                                                       print("\033[32;1m[producer]\033[0m"
 *                                                             " is making baozi %s" % n)
 * }</pre>
 *
 * <p>Implementations have one constructor, with a {@link Coroutine.Factory}, which creates the
 * consumers.
 *
 * <p>Tutorial: 使用yield实现协程操作例子.
 */
public interface Baozi {

    /**
     * A new consumer, which has not begun. It prints {@code --->starting eating baozi...} when it
     * begins. Then it prints {@code [c1] is eating baozi 1} for each baozi that it is sent. It eats
     * all that it is sent, and ends when it is closed. Asked by {@link Coroutine#next} in between,
     * it gets no baozi, and waits for the next one; whether it prints a line then is left open.
     *
     * @param name such as {@code c1}; any text
     * @param print prints a line of this consumer; what it throws, the consumer throws, too
     */
    Coroutine<Integer, Void, Void> consumer(String name, Consumer<String> print);

    /**
     * Lets the consumers begin, in the order of the list; then makes the baozi 1, 2, 3 and so on,
     * and sends each of them to every consumer, in that order. When all consumers have got it, the
     * producer prints {@code [producer] is making baozi 1}, with {@code [producer]} in bold green:
     * the escape sequence {@code ESC[32;1m} before it, and {@code ESC[0m} after it.
     *
     * <p>A consumer that has returned, be it when it begins, is sent no more; the others are, and
     * if there are none left, the baozi are made all the same. At the end the consumers wait for
     * more: whoever created them closes them. If a consumer throws something, of any type, be it
     * when it begins, that ends the producer, too: this call throws the same object, and the other
     * consumers wait where they are.
     *
     * <p>Each call makes the baozi from 1 on, for the consumers of this list alone. A consumer may
     * itself make such a call, on this object, too.
     *
     * @param consumers have not begun; the list is not changed
     * @param rounds how many baozi each of them is sent
     * @param print prints a line of the producer; what it throws, this call throws, too
     * @throws IllegalArgumentException if {@code rounds} is less than 0; no consumer has begun then
     */
    void producer(
            List<Coroutine<Integer, Void, Void>> consumers, int rounds, Consumer<String> print);
}
