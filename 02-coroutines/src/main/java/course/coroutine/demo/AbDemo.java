package course.coroutine.demo;

import course.coroutine.Interleaving;
import course.coroutine.reference.ReferenceInterleaving;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The tutorial's A and B: 1 2 x y 3 z, and neither calls the other. */
public final class AbDemo {

    public static void main(String[] arguments) {
        var schedule =
                arguments.length == 0 ? List.of("A", "A", "B", "B", "A", "B") : List.of(arguments);
        Map<String, Interleaving.Subroutine> subroutines = Map.of("A", AbDemo::a, "B", AbDemo::b);
        try {
            new ReferenceInterleaving().run(subroutines, schedule, System.out::println);
        } catch (IllegalArgumentException e) {
            System.err.println("usage: AbDemo [whose turn it is, such as A A B B A B]");
            System.exit(2);
        }
    }

    private static void a(Consumer<String> print) {
        print.accept("1");
        print.accept("2");
        print.accept("3");
    }

    private static void b(Consumer<String> print) {
        print.accept("x");
        print.accept("y");
        print.accept("z");
    }
}
