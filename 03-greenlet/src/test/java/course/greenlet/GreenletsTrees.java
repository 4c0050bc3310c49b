package course.greenlet;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Threads, and what is refused. */
abstract class GreenletsTrees extends GreenletsExamples {

    GreenletsTrees(Candidate<Greenlets> candidate, Background background) throws Exception {
        super(candidate, background);
    }

    private static final String NOTHING_MOVED =
            "a refused switch changes nothing: both can be used as before";

    /** Runs something on another thread, while this one waits. */
    final void elsewhere(Background.Body body) {
        background.start("another thread", body).awaitEnd();
    }

    @Test
    void eachThreadHasItsOwnMainGreenlet() {
        main = greenlets.current();
        var mains = new ArrayList<>(List.of(main));

        elsewhere(() -> {
            mains.add(greenlets.current());
            assertThat(greenlets.create(first -> null).parent())
                    .as("the parent of what another thread creates")
                    .isSameAs(greenlets.current());
        });
        elsewhere(() -> mains.add(greenlets.current()));

        assertThat(mains).as("the main greenlets of three threads").doesNotHaveDuplicates();
        assertThat(greenlets.current()).as("the main greenlet here").isSameAs(main);
    }

    @Test
    void threadsDoNotGetInEachOthersWay() {
        var tasks =
                IntStream.range(0, 3)
                        .mapToObj(i -> background.start("thread " + i, this::sumUp))
                        .toList();

        tasks.forEach(Background.Task::awaitEnd);
    }

    private void sumUp() {
        var here = greenlets.current();
        var adder =
                greenlets.create(first -> {
                    var sum = (int) first;
                    while (true) {
                        sum += (int) here.switchTo(sum);
                    }
                });
        var sum = 0;
        for (var i = 1; i <= 3000; i++) {
            sum += i;
            assertThat(adder.switchTo(i)).as("the sum of 1 to %s", i).isEqualTo(sum);
        }
    }

    /** The calls that only a greenlet's own thread may make. */
    enum Call {
        SWITCH,
        UNGUARDED_SWITCH,
        THROW,
        THROW_OF_AN_EXIT,
        KILL,
        NEW_PARENT,
        PARENT_OF_ITS_OWN_THREAD;

        void of(Greenlet greenlet, Greenlet newParent) {
            switch (this) {
                case SWITCH -> greenlet.switchTo("from elsewhere");
                case UNGUARDED_SWITCH -> greenlet.switchToUnguarded("from elsewhere");
                case THROW -> greenlet.throwInto(new IllegalStateException("from elsewhere"));
                case THROW_OF_AN_EXIT -> greenlet.throwInto(new GreenletExit());
                case KILL -> greenlet.kill();
                case NEW_PARENT, PARENT_OF_ITS_OWN_THREAD -> greenlet.setParent(newParent);
            }
        }

        boolean isOfAParent() {
            return this == NEW_PARENT || this == PARENT_OF_ITS_OWN_THREAD;
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherThreadsGreenletIsRefusedBeforeAnythingMoves(Call call) {
        a = greenlets.create(first -> "a started with " + first);
        b = waiting("b");
        c = dead();
        var here = Thread.currentThread().getName();

        elsewhere(() -> {
            var there = greenlets.current();
            expectRefusedElsewhere(call, List.of(main, a, b, c), here, "another thread");
            assertThat(greenlets.current()).as("who is current there").isSameAs(there);
            assertThat(greenlets.create(first -> first).switchTo("as before"))
                    .as(NOTHING_MOVED)
                    .isEqualTo("as before");
        });

        expectUntouched();
    }

    /** Of all that are there; returns what the refusals say. */
    private List<String> expectRefusedElsewhere(
            Call call, List<Greenlet> strangers, String owner, String asking) {
        var messages = new ArrayList<String>();
        for (var i = 0; i < strangers.size(); i++) {
            var stranger = strangers.get(i);
            var relative = strangers.get((i + 1) % strangers.size());
            var newParent = call == Call.NEW_PARENT ? greenlets.current() : relative;
            var what =
                    "%s of a greenlet of another thread, which is %s"
                            .formatted(call, stateIn(stranger.toString()));
            var refusal =
                    Expected.thrown(
                            WrongThreadException.class, what, () -> call.of(stranger, newParent));
            assertThat(refusal.getMessage())
                    .as(what + ": the message of the refusal names both threads")
                    .contains(owner, asking);
            messages.add(refusal.getMessage());
        }
        return messages;
    }

    private void expectUntouched() {
        assertThat(greenlets.current()).as("who is current here").isSameAs(main);
        for (var one : List.of(a, b, c)) {
            assertThat(one.parent()).as("whose parent main was").isSameAs(main);
        }
        assertThat(a.switchTo("here")).as(NOTHING_MOVED).isEqualTo("a started with here");
        assertThat(b.switchTo("here")).as(NOTHING_MOVED).isEqualTo("b got here");
        assertThat(c.switchTo("here")).as(NOTHING_MOVED).isEqualTo("here");
    }

    @ParameterizedTest
    @EnumSource
    void aVirtualThreadIsAnotherThreadToo(Call call) throws Exception {
        a = greenlets.create(first -> "a started with " + first);
        b = waiting("b");
        c = dead();
        var here = Thread.currentThread().getName();

        onAVirtualThread(() ->
                expectRefusedElsewhere(call, List.of(main, a, b, c), here, "a virtual thread"));

        expectUntouched();
    }

    private static void onAVirtualThread(Runnable code) throws InterruptedException {
        var failure = new AtomicReference<Throwable>();
        Thread.ofVirtual()
                .name("a virtual thread")
                .start(() -> {
                    try {
                        code.run();
                    } catch (Throwable thrown) {
                        failure.set(thrown);
                    }
                })
                .join();
        if (failure.get() != null) {
            throw new AssertionError(failure.get().getMessage(), failure.get());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aGreenletThatAsksForAnotherThreadsIsRefusedToo(Call call) {
        a = greenlets.create(first -> "a started with " + first);
        b = waiting("b");
        c = dead();
        var here = Thread.currentThread().getName();

        elsewhere(() -> {
            var there = greenlets.current();
            var asking =
                    greenlets.create(first -> {
                        expectRefusedElsewhere(
                                call, List.of(main, a, b, c), here, "another thread");
                        assertThat(greenlets.current())
                                .as("who is current after the refusals")
                                .isNotSameAs(there);
                        return "asked, got " + there.switchTo("asked");
                    });
            assertThat(asking.switchTo()).as(NOTHING_MOVED).isEqualTo("asked");
            assertThat(asking.switchTo("it")).as(NOTHING_MOVED).isEqualTo("asked, got it");
        });

        expectUntouched();
    }

    @Test
    void anyThreadMayAskWhatAGreenletIs() {
        a = create(nothing());
        b = waiting("b");
        c = dead();

        elsewhere(() -> {
            for (var one : List.of(main, a, b, c)) {
                trail.note(
                        "%s, active %s, dead %s, a child of main: %s"
                                .formatted(
                                        stateIn(one.toString()),
                                        one.isActive(),
                                        one.isDead(),
                                        one.parent() == main));
            }
        });

        trail.expect(
                "what another thread is told of main and of a pending, a suspended, a dead one",
                "active, active true, dead false, a child of main: false",
                "pending, active false, dead false, a child of main: true",
                "suspended, active true, dead false, a child of main: true",
                "dead, active false, dead true, a child of main: true");
    }

    @Test
    void onAThreadThatIsCalledMainOneGreenletIsTheMainOne() {
        background
                .start(
                        "main",
                        () -> {
                            main = greenlets.current();
                            a = create(() -> noteWhetherMain("a"));
                            b = waiting("b");
                            c = dead();
                            for (var name : List.of("main", "a", "b", "c")) {
                                noteWhetherMain(name);
                            }
                            a.switchTo();
                        })
                .awaitEnd();

        trail.expect(
                "what the texts say on a thread with the name \"main\": only that of the main"
                        + " greenlet has the word main before the state",
                "main: main, active",
                "a: pending",
                "b: suspended",
                "c: dead",
                "a: active");
    }

    private void noteWhetherMain(String name) {
        var one =
                switch (name) {
                    case "main" -> main;
                    case "a" -> a;
                    case "b" -> b;
                    default -> c;
                };
        var text = one.toString();
        var state = stateIn(text);
        var says = one == main ? text : text.split("(?i)\\b%s\\b".formatted(state), 2)[0];
        trail.note(
                "%s: %s%s"
                        .formatted(
                                name, says.matches("(?is).*\\bmain\\b.*") ? "main, " : "", state));
    }

    /** What changes once. */
    enum Question {
        IS_ACTIVE,
        IS_DEAD,
        PARENT
    }

    @ParameterizedTest
    @EnumSource
    void whoAsksAgainAndAgainSeesTheChange(Question question) {
        main = greenlets.current();
        a = create(() -> main.switchTo());
        b = create(nothing());
        if (question == Question.IS_DEAD) {
            a.switchTo();
        }
        var asks = new AtomicBoolean();
        var asking =
                background.start(
                        "another thread, which asks without a pause",
                        () -> {
                            for (var i = 0; i < 20; i++) {
                                ask(question, a, main, 1_000_000);
                            }
                            asks.set(true);
                            ask(question, a, main, Long.MAX_VALUE);
                        });
        background.await("another thread asks", asks::get);

        if (question == Question.PARENT) {
            a.setParent(b);
        } else {
            a.switchTo();
        }

        background.await(
                "another thread, which asks for %s all the time, sees the change of what another"
                                .formatted(question)
                        + " thread's greenlet is",
                asking::hasEnded);
    }

    /** Each in a loop of its own, for what the JVM's compiler makes of it. */
    private static void ask(Question question, Greenlet greenlet, Greenlet parent, long times) {
        switch (question) {
            case IS_ACTIVE -> {
                for (var i = 0L; i < times && !greenlet.isActive(); i++) {}
            }
            case IS_DEAD -> {
                for (var i = 0L; i < times && !greenlet.isDead(); i++) {}
            }
            case PARENT -> {
                for (var i = 0L; i < times && greenlet.parent() == parent; i++) {}
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoseThreadHasEndedCannotBeReached(Call call) {
        var left = new ArrayList<Greenlet>();
        var created = new AtomicBoolean();
        var goesOn = new AtomicBoolean();
        var task =
                background.start(
                        "another thread",
                        () -> {
                            left.add(greenlets.current());
                            left.add(create(nothing()));
                            left.add(waiting("it"));
                            left.add(dead());
                            created.set(true);
                            background.await("the example goes on", goesOn::get);
                        });
        background.await("another thread has created its greenlets", created::get);
        var states = left.stream().map(one -> stateIn(one.toString())).toList();
        var here = Thread.currentThread().getName();
        var before =
                withoutThread(expectRefusedElsewhere(call, left, "another thread", here), task);
        goesOn.set(true);
        task.awaitEnd();

        var after = withoutThread(expectRefusedElsewhere(call, left, "another thread", here), task);

        for (var i = 0; i < after.size(); i++) {
            assertThat(after.get(i))
                    .as(
                            "%s of a greenlet whose thread has ended: the message says so, and is"
                                    + " another one than before that",
                            call)
                    .isNotEqualTo(before.get(i));
        }

        assertThat(left.stream().map(one -> stateIn(one.toString())).toList())
                .as("the states of what the thread has left, after the refusals")
                .isEqualTo(states);
    }

    /** The text of a thread is another one when it has ended: its group is gone. */
    private static List<String> withoutThread(List<String> messages, Background.Task task) {
        return messages.stream()
                .map(message -> message.replace(task.thread().toString(), "the thread"))
                .toList();
    }

    private String messageOfRefusal(Call call, Greenlet one) {
        return Expected.thrown(
                        WrongThreadException.class,
                        call + " of another thread's greenlet",
                        () -> call.of(one, greenlets.current()))
                .getMessage();
    }

    @Test
    void whetherTheThreadHasEndedIsSaidOnlyIfItHas() {
        var left = new AtomicReference<Greenlet>();
        var said = new AtomicReference<String>();
        var goesOn = new AtomicBoolean();
        main = greenlets.current();
        var task =
                background.start(
                        "another thread",
                        () -> {
                            left.set(create(nothing()));
                            background.await("the example goes on", goesOn::get);
                        });
        background.await("another thread has created a greenlet", () -> left.get() != null);

        said.set(messageOfRefusal(Call.SWITCH, left.get()));
        goesOn.set(true);
        task.awaitEnd();

        assertThat(messageOfRefusal(Call.SWITCH, left.get()))
                .as(
                        "the message of a refusal when the thread has ended; before that it was the"
                                + " one below")
                .isNotEqualTo(said.get());
    }

    @Test
    void aParentOfAnotherThreadIsRefused() {
        a = greenlets.create(first -> "a started with " + first);
        b = waiting("b");
        c = dead();

        elsewhere(() -> {
            var there = greenlets.create(first -> null);
            for (var stranger : List.of(main, a, b, c)) {
                var state = stateIn(stranger.toString());
                Expected.thrown(
                        IllegalArgumentException.class,
                        "setParent() of another thread's greenlet, which is " + state,
                        () -> there.setParent(stranger));
                Expected.thrown(
                        IllegalArgumentException.class,
                        "create() with a parent of another thread, which is " + state,
                        () -> greenlets.create(first -> null, stranger));
            }
            assertThat(there.parent()).as("its parent").isSameAs(greenlets.current());
        });

        expectUntouched();
    }

    @Test
    void whatAThreadThatHasEndedLeavesIsNobodysParent() {
        var parent = greenlets.current();
        a = create(nothing());
        var left = new ArrayList<Greenlet>();
        elsewhere(() -> {
            left.add(greenlets.current());
            left.add(create(nothing()));
            left.add(waiting("it"));
            left.add(dead());
        });

        for (var stranger : left) {
            var state = stateIn(stranger.toString());
            Expected.thrown(
                    IllegalArgumentException.class,
                    "setParent() to one of a thread that has ended, which is " + state,
                    () -> a.setParent(stranger));
            Expected.thrown(
                    IllegalArgumentException.class,
                    "create() with a parent of a thread that has ended, which is " + state,
                    () -> greenlets.create(first -> null, stranger));
        }

        assertThat(a.parent()).as("a's parent, after the refusals").isSameAs(parent);
    }

    @Test
    void aVirtualThreadHasATreeOfItsOwn() throws Exception {
        main = greenlets.current();
        var got = new AtomicReference<>();

        Thread.ofVirtual()
                .start(() -> {
                    try {
                        got.set(greenlets.current() == main ? "the same main" : "its own");
                    } catch (Throwable thrown) {
                        got.set(thrown);
                    }
                })
                .join();

        assertThat(got.get()).as("the main greenlet of a virtual thread").isEqualTo("its own");
    }

    @Test
    void greenletsOfAVirtualThreadSwitchLikeOthers() throws Exception {
        onAVirtualThread(this::sumUp);
    }

    @Test
    void severalInstancesAreIndependentOnOneThread() throws Exception {
        main = greenlets.current();
        var others = candidate.create();
        a =
                greenlets.create(first -> {
                    var othersMain = others.current();
                    var other = others.create(one -> one + ", there " + othersMain.switchTo("b"));
                    trail.note(other.switchTo("one"));
                    trail.note(greenlets.current() == a ? "a is current" : "a is not current");
                    trail.note("main's " + main.switchTo("a"));
                    trail.note(other.switchTo("two"));
                    return others.current() == othersMain ? "and they have the same main" : "?";
                });
        greenlets.trace((event, origin, target) -> trail.note("traced"));

        trail.note(a.switchTo());
        trail.note(a.switchTo("value"));

        greenlets.trace(null);
        trail.expect(
                "each of two Greenlets has a tree and a tracer of its own; one's run the other's",
                "traced",
                "b",
                "a is current",
                "traced",
                "a",
                "traced",
                "main's value",
                "one, there two",
                "traced",
                "and they have the same main");
        assertThat(others.trace(null)).as("the tracer of the others").isNull();
    }

    final void nameAll() {
        main = greenlets.current();
        trail.name(main, "main");
        trail.name(a, "a");
        trail.name(b, "b");
    }

    @Test
    void underAStaticInitialiserASwitchIsRefused() {
        expectRefusedUnder(StaticInitialiser::run);
    }

    @Test
    void underANativeMethodASwitchIsRefused() {
        expectRefusedUnder(NativeMethod::run);
    }

    /** Of these words one can make the sentence that it was refused, and none that says why. */
    private static final Set<String> NO_REASON =
            Set.of(
                    ("a an the this that it is was be are to into of from by at in on here there"
                         + " now not no can cannot can't could couldn't may must allowed possible"
                         + " impossible refused failed illegal invalid wrong state error exception"
                         + " illegalstateexception java lang switch switchto switching throw"
                         + " throwinto throwing kill greenlet greenlets target current main pending"
                         + " active suspended dead null true false")
                            .split(" "));

    private static boolean saysWhy(String message) {
        return message != null
                && Stream.of(message.toLowerCase(Locale.ROOT).split("[^\\p{L}']+"))
                        .anyMatch(word -> word.length() > 2 && !NO_REASON.contains(word));
    }

    private Greenlet dead;

    /** Where the JVM can't put the stack away; runs what it is given. */
    private interface Place {
        void run(Runnable code);
    }

    private void expectRefusedUnder(Place place) {
        main = greenlets.current();
        b = greenlets.create(first -> "b started with " + first);
        c = greenlets.create(first -> "c got " + main.switchTo());
        dead = dead();
        a =
                greenlets.create(first -> {
                    place.run(this::expectAllRefused);
                    return "a got " + main.switchTo("a goes on");
                });
        c.switchTo();
        nameAll();
        greenlets.trace(trail);

        assertThat(a.switchTo("for a")).as(NOTHING_MOVED).isEqualTo("a goes on");

        greenlets.trace(null);
        trail.expect("what was refused has not happened", "SWITCH main → a", "SWITCH a → main");
        assertThat(b.switchTo("main's own"))
                .as(NOTHING_MOVED)
                .isEqualTo("b started with main's own");
        assertThat(c.switchTo("main's own")).as(NOTHING_MOVED).isEqualTo("c got main's own");
        assertThat(a.switchTo("main's own")).as(NOTHING_MOVED).isEqualTo("a got main's own");
    }

    private void expectAllRefused() {
        for (var target : List.of(main, b, c, dead)) {
            for (var call : Call.values()) {
                if (!call.isOfAParent()) {
                    expectRefused(call, target);
                }
            }
        }
        assertThat(a.switchTo("itself"))
                .as("a switch to itself needs no other stack")
                .isEqualTo("itself");
        var thrown = new IllegalStateException("itself");
        Expected.same(thrown, "a throw into itself, which needs none", () -> a.throwInto(thrown));
        dead.setParent(a);
        assertThat(dead.switchTo("back"))
                .as("a switch to a's dead child comes back to a, and needs no other stack")
                .isEqualTo("back");
        Expected.same(
                thrown,
                "a throw into a's dead child, which comes back to a, and needs no other stack",
                () -> dead.throwInto(thrown));
        dead.setParent(main);
    }

    private void expectRefused(Call call, Greenlet target) {
        var what = call + " from a stack that the JVM can't put away";
        var before = shown(target);
        var refusal =
                Expected.thrown(IllegalStateException.class, what, () -> call.of(target, main));
        assertThat(saysWhy(refusal.getMessage()))
                .as(
                        "%s: whether the message of the refusal, \"%s\", says why",
                        what, refusal.getMessage())
                .isTrue();
        assertThat(greenlets.current()).as("who is current after the refusal").isSameAs(a);
        assertThat(shown(a))
                .as(what + ": what the one is that was refused, and runs on")
                .isEqualTo("active, active true, dead false");
        assertThat(shown(target))
                .as(what + ": what its target is after the refusal, which changes nothing")
                .isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NEW_PARENT", "PARENT_OF_ITS_OWN_THREAD"})
    void whoWasRefusedEndsAsItWouldHave(Call call) {
        main = greenlets.current();
        b = waiting("b");
        for (var end : End.values()) {
            c = create(nothing());
            a =
                    greenlets.create(
                            first -> {
                                StaticInitialiser.run(() -> {
                                    expectRefused(call, b);
                                    expectRefused(call, c);
                                });
                                return leave("a", end);
                            },
                            waiting("a's parent"));

            assertThat(a.switchTo())
                    .as(
                            "a ends %s, after its %s was refused; the result of its parent, which"
                                    + " gets that",
                            end, call)
                    .isEqualTo(gets("a's parent", "a", end));
        }
        assertThat(b.switchTo("main's own")).as(NOTHING_MOVED).isEqualTo("b got main's own");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NEW_PARENT", "PARENT_OF_ITS_OWN_THREAD"})
    void whoWasRefusedSwitchesAsItWouldHave(Call call) {
        main = greenlets.current();
        b = waiting("b");
        c = create(nothing());
        for (var refused : List.of(b, c)) {
            a =
                    greenlets.create(first -> {
                        var toItself = new ArrayList<>();
                        StaticInitialiser.run(() -> {
                            expectRefused(call, refused);
                            toItself.add(whatComesOf(a, "itself"));
                            expectRefused(call, refused);
                        });
                        return "a sent %s, and got %s"
                                .formatted(toItself, whatComesOf(main, "a goes on"));
                    });

            assertThat(a.switchTo())
                    .as("what a sends to main, after its %s was refused", call)
                    .isEqualTo("a goes on");
            assertThat(a.switchTo("main's own"))
                    .as("what a got from itself and from main, after its %s was refused", call)
                    .isEqualTo("a sent [itself], and got main's own");
        }
        assertThat(b.switchTo("main's own")).as(NOTHING_MOVED).isEqualTo("b got main's own");
    }

    private static Object whatComesOf(Greenlet target, Object value) {
        try {
            return target.switchTo(value);
        } catch (Throwable thrown) {
            return "something thrown: " + thrown;
        }
    }

    @Test
    void whoHasRefusedKeepsNoneOfThem() {
        main = greenlets.current();
        var forgotten = new ArrayList<WeakReference<?>>();
        a =
                create(() -> {
                    StaticInitialiser.run(() -> forgotten.addAll(refuseAndForget()));
                    forgotten.forEach(
                            one -> awaitCollected("a refused switch's target, and its value", one));
                });

        a.switchTo();

        assertThat(forgotten).as("what was refused").hasSize(2);
    }

    private List<WeakReference<?>> refuseAndForget() {
        var target = create(nothing());
        var value = new Object();
        Expected.thrown(
                IllegalStateException.class,
                "a switch from a stack that the JVM can't put away",
                () -> target.switchTo(value));
        return List.of(new WeakReference<>(target), new WeakReference<>(value));
    }

    @Test
    void mainMaySwitchFromAnywhere() {
        main = greenlets.current();
        a = greenlets.create(first -> "a got " + main.switchTo());

        StaticInitialiser.run(() -> a.switchTo());

        assertThat(a.switchTo("it")).as("main's stack stays where it is").isEqualTo("a got it");
    }
}
