package course.kit.jvm;

import jdk.internal.vm.ThreadContainer;
import jdk.internal.vm.ThreadContainers;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The virtual threads that code under test has started: they are in no thread group. */
public final class VirtualThreads {
    private static final List<String> CODE_UNDER_TEST =
            List.of(".exercise.", ".reference.", ".mistakes.", "course.kit.sample.");

    private static final List<String> BEGINNING = List.of("java.lang.", "jdk.internal.");

    private VirtualThreads() {}

    /** Those that are alive, and in whose stacks code under test is. */
    public static List<Thread> alive() {
        try {
            return in(ThreadContainers.root())
                    .filter(thread -> thread.isVirtual() && isOfTheAnswer(thread))
                    .toList();
        } catch (LinkageError notInThisJdk) {
            return List.of();
        }
    }

    private static Stream<Thread> in(ThreadContainer container) {
        return Stream.concat(container.threads(), container.children().flatMap(VirtualThreads::in));
    }

    /** Or may be: one that has just begun has come to nobody's code yet. */
    private static boolean isOfTheAnswer(Thread thread) {
        var classes =
                Arrays.stream(thread.getStackTrace()).map(StackTraceElement::getClassName).toList();
        return classes.stream().allMatch(name -> isOneOf(BEGINNING, name::startsWith))
                || classes.stream().anyMatch(name -> isOneOf(CODE_UNDER_TEST, name::contains));
    }

    private static boolean isOneOf(List<String> parts, Predicate<String> isIn) {
        return parts.stream().anyMatch(isIn);
    }
}
