package course.greenlet;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Exercise;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

@Exercise(id = "3.1", title = "Greenlets: switch", section = "Greenlet")
class GreenletsSpec extends GreenletsExamples {

    GreenletsSpec(Candidate<Greenlets> candidate, Background background) throws Exception {
        super(candidate, background);
    }

    @Test
    void theTutorialsProgramPrints12And56And34And78() {
        a =
                createNamed(
                        "a",
                        () -> {
                            trail.note(12);
                            b.switchTo();
                            trail.note(34);
                            b.switchTo();
                        });
        b =
                createNamed(
                        "b",
                        () -> {
                            trail.note(56);
                            a.switchTo();
                            trail.note(78);
                        });

        a.switchTo();

        trail.note("main");
        trail.expect(WHO_GOES_ON, 12, 56, 34, 78, "main");
    }

    @Test
    void nothingRunsBeforeTheFirstSwitch() {
        a = createNamed("a", () -> trail.note("a"));

        trail.note("main");
        a.switchTo();

        trail.expect("create() does not start anything", "main", "a");
    }

    @Test
    void childAndMainAlternate() {
        main = namedMain();
        a =
                createNamed(
                        "a",
                        () -> {
                            for (var i = 0; i < 3; i++) {
                                trail.note("a" + i);
                                main.switchTo();
                            }
                        });

        for (var i = 0; i < 3; i++) {
            a.switchTo();
            trail.note("main" + i);
        }

        trail.expect(WHO_GOES_ON, "a0", "main0", "a1", "main1", "a2", "main2");
    }

    @Test
    void anyOfThemSwitchesToAnyOther() {
        main = namedMain();
        a = createNamed("a", () -> noteAndSwitch("a", List.of(b, c, main)));
        b = createNamed("b", () -> noteAndSwitch("b", List.of(c, a)));
        c = createNamed("c", () -> noteAndSwitch("c", List.of(b, a)));

        a.switchTo();

        trail.note("main");
        trail.expect(WHO_GOES_ON, "a1", "b1", "c1", "b2", "a2", "c2", "a3", "main");
    }

    private void noteAndSwitch(String name, List<Greenlet> targets) {
        var turn = 1;
        for (var target : targets) {
            trail.note(name + turn++);
            target.switchTo();
        }
    }

    @Test
    void aSwitchIsPossibleInAnyFunctionHoweverDeep() {
        main = namedMain();
        a = createNamed("a", () -> descend("a", 3));
        b = createNamed("b", () -> descend("b", 3));

        for (var turn = 0; turn < 4; turn++) {
            a.switchTo();
            b.switchTo();
        }

        trail.expect(
                "each has a stack of its own, and goes on in the middle of it",
                "a3",
                "b3",
                "a2",
                "b2",
                "a1",
                "b1",
                "a3 2 1",
                "b3 2 1");
    }

    private String descend(String name, int depth) {
        trail.note(name + depth);
        main.switchTo();
        var path = depth == 1 ? "1" : depth + " " + descendQuietly(name, depth - 1);
        if (depth == 3) {
            trail.note(name + path);
        }
        return path;
    }

    private String descendQuietly(String name, int depth) {
        return descend(name, depth);
    }

    @Test
    void streamsReflectionAndConstructorsDoNotStandInTheWay() throws Exception {
        main = greenlets.current();
        var method = Runnable.class.getMethod("run");
        a =
                greenlets.create(first -> {
                    IntStream.of(2, 1).sorted().forEach(one -> noteAndLeave("stream " + one));
                    method.invoke((Runnable) () -> noteAndLeave("reflection"));
                    return new Leaving();
                });

        while (!a.isDead()) {
            a.switchTo();
            trail.note("main");
        }

        trail.expect(
                WHO_GOES_ON,
                "stream 1",
                "main",
                "stream 2",
                "main",
                "reflection",
                "main",
                "constructor",
                "main",
                "main");
    }

    private void noteAndLeave(String where) {
        trail.note(where);
        main.switchTo();
    }

    private final class Leaving {
        Leaving() {
            noteAndLeave("constructor");
        }
    }

    @Test
    void theMainGreenletIsWhatTheThreadDoesByItself() {
        main = greenlets.current();

        assertThat(main).as("the current greenlet where there is no other").isNotNull();
        assertThat(greenlets.current()).as("asked again").isSameAs(main);
        assertThat(main.isActive()).as("the main greenlet is active").isTrue();
        assertThat(main.isDead()).as("the main greenlet is dead").isFalse();
    }

    @Test
    void eachKnowsThatItIsTheCurrentOne() {
        main = greenlets.current();
        var seen = new ArrayList<Greenlet>();
        a =
                create(() -> {
                    seen.add(greenlets.current());
                    b.switchTo();
                    seen.add(greenlets.current());
                });
        b =
                create(() -> {
                    seen.add(greenlets.current());
                    a.switchTo();
                });

        a.switchTo();
        seen.add(greenlets.current());

        assertThat(seen)
                .as("current() in a, b, a again, and main")
                .usingElementComparator((one, other) -> one == other ? 0 : 1)
                .containsExactly(a, b, a, main);
    }

    @Test
    void allOfThemRunOnOneThread() {
        var threads = new HashSet<Thread>();
        threads.add(Thread.currentThread());
        main = greenlets.current();
        for (var i = 0; i < 10; i++) {
            create(
                            () -> {
                                threads.add(Thread.currentThread());
                                main.switchTo();
                            })
                    .switchTo();
        }

        assertThat(threads.size())
                .as("how many threads main and 10 greenlets ran on; a greenlet is no thread")
                .isEqualTo(1);
    }

    @Test
    void howManySwitchesThereWereDoesNotMatter() {
        var many = 20_000;
        a =
                create(() -> {
                    for (var i = 0; i < many; i++) {
                        trail.note("a");
                        b.switchTo();
                    }
                });
        b =
                create(() -> {
                    while (true) {
                        a.switchTo();
                    }
                });

        a.switchTo();

        assertThat(trail.length())
                .as("turns of a, which switches to b %s times", many)
                .isEqualTo(many);
    }

    @Test
    void tenThousandCanWaitAtOnce() {
        main = greenlets.current();
        var all = new ArrayList<Greenlet>();
        for (var i = 0; i < 10_000; i++) {
            var number = i;
            all.add(
                    create(() -> {
                        main.switchTo();
                        if (number % 2500 == 0) {
                            trail.note(number);
                        }
                    }));
        }

        all.forEach(Greenlet::switchTo);
        all.reversed().forEach(Greenlet::switchTo);

        trail.expect("each goes on by itself, in any order", 7500, 5000, 2500, 0);
        assertThat(all).as("all have ended").allMatch(Greenlet::isDead);
    }

    @Test
    void aSwitchToOneselfReturnsAtOnce() {
        main = greenlets.current();
        a =
                create(() -> {
                    a.switchTo();
                    trail.note("a");
                });

        a.switchTo();
        main.switchTo();
        trail.note("main");

        trail.expect("the current one goes on, when it switches to itself", "a", "main");
    }

    @Test
    void itIsActiveBetweenItsStartAndItsEnd() {
        main = greenlets.current();
        a =
                create(() -> {
                    noteState();
                    main.switchTo();
                });

        noteState();
        a.switchTo();
        noteState();
        a.switchTo();
        noteState();

        trail.expect(
                "isActive(), isDead() and the text of a greenlet: before, inside, outside, after",
                "active false, dead false, pending",
                "active true, dead false, active",
                "active true, dead false, suspended",
                "active false, dead true, dead");
    }

    private void noteState() {
        trail.note(
                "active %s, dead %s, %s"
                        .formatted(a.isActive(), a.isDead(), stateIn(a.toString())));
    }

    @Test
    void mainIsActiveAllTheTimeAndItsTextSaysWhoItIs() {
        main = greenlets.current();
        a = create(this::noteMain);

        noteMain();
        a.switchTo();
        noteMain();

        trail.expect(
                "isActive(), isDead() and the text of main: at first, while a runs, and after that",
                "active true, dead false, main, active",
                "active true, dead false, main, suspended",
                "active true, dead false, main, active");
        assertThat(a.toString().split("\\b(pending|active|suspended|dead)\\b", 2)[0])
                .as("the text of a, which is not main, before its state")
                .doesNotContainPattern("\\bmain\\b");
    }

    private void noteMain() {
        var text = main.toString();
        trail.note(
                "active %s, dead %s, %s, %s"
                        .formatted(
                                main.isActive(),
                                main.isDead(),
                                text.matches("(?is).*\\bmain\\b.*")
                                        ? "main"
                                        : "no \"main\" in \"" + text + "\"",
                                stateIn(text)));
    }

    @Test
    void withoutABodyThereIsNoGreenlet() {
        Expected.thrown(NullPointerException.class, "create(null)", () -> greenlets.create(null));
    }

    @Test
    void whoIsForgottenIsCollected() {
        awaitCollected("a suspended greenlet that nobody refers to", startAndForget());

        trail.expect("the finally of a greenlet that is collected is never run");
    }

    @Test
    void whoHasNotBegunIsCollectedToo() {
        awaitCollected("a pending greenlet that nobody refers to", createAndForget());
    }

    private WeakReference<Object> createAndForget() {
        var big = new Object();
        create(() -> trail.note(big));
        return new WeakReference<>(big);
    }

    private WeakReference<Object> startAndForget() {
        main = greenlets.current();
        var big = new Object();
        create(
                        () -> {
                            try {
                                main.switchTo();
                            } finally {
                                trail.note(big);
                            }
                        })
                .switchTo();
        return new WeakReference<>(big);
    }

    @Nested
    @Exercise(id = "3.2", title = "Greenlets: values", section = "Greenlet")
    class Values extends GreenletsValues {
        Values(Candidate<Greenlets> candidate, Background background) throws Exception {
            super(candidate, background);
        }
    }

    @Nested
    @Exercise(id = "3.3", title = "Greenlets: parents", section = "Greenlet")
    class Parents extends GreenletsParents {
        Parents(Candidate<Greenlets> candidate, Background background) throws Exception {
            super(candidate, background);
        }
    }

    @Nested
    @Exercise(id = "3.4", title = "Greenlets: throw, kill", section = "Greenlet")
    class Throwing extends GreenletsThrowing {
        Throwing(Candidate<Greenlets> candidate, Background background) throws Exception {
            super(candidate, background);
        }
    }

    @Nested
    @Exercise(id = "3.5", title = "Greenlets: threads, trace", section = "Greenlet")
    class Trees extends GreenletsTracing {
        Trees(Candidate<Greenlets> candidate, Background background) throws Exception {
            super(candidate, background);
        }
    }
}
