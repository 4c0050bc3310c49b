package course.coroutine.demo;

import course.coroutine.reference.ReferenceBaozi;
import course.coroutine.reference.ReferenceCoroutine;

import java.util.List;

/** The tutorial's producer and its two consumers. */
public final class BaoziDemo {

    public static void main(String[] arguments) {
        int rounds = rounds(arguments);
        if (rounds < 0) {
            System.err.println("usage: BaoziDemo [rounds, 0 or more; default 5]");
            System.exit(2);
        }
        var baozi = new ReferenceBaozi(ReferenceCoroutine::new);
        try (var con = baozi.consumer("c1", System.out::println);
                var con2 = baozi.consumer("c2", System.out::println)) {
            baozi.producer(List.of(con, con2), rounds, System.out::println);
        }
    }

    private static int rounds(String[] arguments) {
        try {
            return switch (arguments.length) {
                case 0 -> 5;
                case 1 -> Integer.parseInt(arguments[0]);
                default -> -1;
            };
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
