package course.coroutine.mistakes;

import course.coroutine.Interleaving;
import course.kit.Mistake;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Whoever prints then calls whoever is next: A calls B after all. It gives the tutorial's order of
 * the first four lines; but A is on the stack until B returns, and cannot go on before.
 */
@Mistake(killedBy = "theTutorialsOrder", saying = "but was:  [1, 2, x, y, z")
final class InterleavingByCalls implements Interleaving {
    private final Set<String> begun = new HashSet<>();

    @Override
    public void run(
            Map<String, Subroutine> subroutines, List<String> schedule, Consumer<String> out) {
        if (!subroutines.keySet().containsAll(schedule)) {
            throw new IllegalArgumentException(schedule.toString());
        }
        begun.clear();
        begin(0, subroutines, schedule, out);
    }

    private void begin(
            int turn,
            Map<String, Subroutine> subroutines,
            List<String> schedule,
            Consumer<String> out) {
        if (turn >= schedule.size() || !begun.add(schedule.get(turn))) {
            return;
        }
        var next = new int[] {turn + 1};
        subroutines
                .get(schedule.get(turn))
                .run(line -> {
                    out.accept(line);
                    begin(next[0]++, subroutines, schedule, out);
                });
    }
}
