package course.picture.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * A part of a list that comes several times on end, or one element that does not.
 *
 * @param start where it begins
 * @param length how many elements it has
 * @param times how often it comes
 */
public record Refrain(int start, int length, int times) {
    private static final int LONGEST = 4;

    /** The list, cut into what repeats itself and what does not. */
    public static <T> List<Refrain> in(List<T> list, BiPredicate<T, T> same) {
        var found = new ArrayList<Refrain>();
        for (var next = 0; next < list.size(); next = found.getLast().end()) {
            found.add(at(next, list, same));
        }
        return found;
    }

    private static <T> Refrain at(int start, List<T> list, BiPredicate<T, T> same) {
        for (var length = 1; length <= LONGEST; length++) {
            var end = start + length;
            while (end < list.size() && same.test(list.get(end), list.get(end - length))) {
                end++;
            }
            var times = (end - start) / length;
            if (times > 2) {
                return new Refrain(start, length, times);
            }
        }
        return new Refrain(start, 1, 1);
    }

    /** Where the next one begins. */
    public int end() {
        return start + length * times;
    }
}
