package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import course.coroutine.Coroutine.Body;
import course.coroutine.Coroutine.Caller;
import course.coroutine.Coroutine.Returned;
import course.coroutine.Coroutine.Step;
import course.coroutine.Coroutine.Yielded;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Example;

import java.util.ArrayList;
import java.util.List;

/** What the parts of Coroutine's specification have in common. */
abstract class CoroutineExamples {
    final Candidate<Coroutine<?, ?, ?>> candidate;
    final Background background;
    final Switches switches = new Switches();
    final List<String> diary = switches.diary();

    CoroutineExamples(Candidate<Coroutine<?, ?, ?>> candidate, Background background) {
        this.candidate = candidate;
        this.background = background;
    }

    /** Whether {@code close} is right has examples of its own: here it tidies up. */
    <I, O, R> Coroutine<I, O, R> coroutine(Body<I, O, R> body) throws Exception {
        var coroutine = create(body);
        Example.current()
                .closesAtEnd(() -> {
                    try {
                        coroutine.close();
                    } catch (RuntimeException | Error notHere) {
                        // it has failed the example that is about that
                    }
                });
        return coroutine;
    }

    /** Creates one that the example does not close, and so does not refer to. */
    @SuppressWarnings("unchecked")
    <I, O, R> Coroutine<I, O, R> create(Body<I, O, R> body) throws Exception {
        return (Coroutine<I, O, R>) candidate.createOpen(switches.of(body));
    }

    /** Yields what it was sent, with its number; "end" ends it. */
    String echo(Caller<String, String> caller) {
        var heard = caller.yield("ready");
        for (int number = 1; !"end".equals(heard); number++) {
            diary.add("heard " + heard);
            heard = caller.yield(number + " " + heard);
        }
        return "bye";
    }

    /** One that was not written by the candidate, and yields for ever, unless it is told else. */
    static final class Recorded implements Coroutine<String, String, String> {
        final List<String> calls = new ArrayList<>();
        boolean returnsNext;
        Error failure;
        Throwable failsToClose;

        private Step<String, String> called(String call) {
            calls.add(call);
            if (failure != null) {
                throw failure;
            }
            return returnsNext ? new Returned<>("recorded") : new Yielded<>(call);
        }

        @Override
        public Step<String, String> next() {
            return called("next");
        }

        @Override
        public Step<String, String> send(String value) {
            return called(value == null ? "next" : "send " + value);
        }

        @Override
        public Step<String, String> throwIn(RuntimeException exception) {
            return called("throwIn " + exception.getMessage());
        }

        @Override
        public void close() {
            calls.add("close");
            if (failsToClose != null) {
                throw Thrown.sneakily(failsToClose);
            }
        }
    }

    static void call(String call, Coroutine<String, ?, ?> coroutine) {
        switch (call) {
            case "next" -> coroutine.next();
            case "send null" -> coroutine.send(null);
            case "send" -> coroutine.send("a");
            case "throwIn" -> coroutine.throwIn(new IllegalArgumentException("of the example"));
            default -> coroutine.close();
        }
    }

    void refusal(String what, Runnable call) {
        try {
            call.run();
            diary.add(what + " went through");
        } catch (IllegalStateException e) {
            diary.add(what + " refused");
        }
    }

    /** Whatever it is asked, it stays so; and nothing runs. */
    static void expectEnded(Coroutine<String, ?, ?> coroutine, String when) {
        for (var time : List.of("", ", the second time")) {
            var then = " %s%s".formatted(when, time);
            Attempt.of("next()" + then, coroutine::next).expectRefused();
            Attempt.of("send(null)" + then, () -> coroutine.send(null)).expectRefused();
            Attempt.of("send(\"a\")" + then, () -> coroutine.send("a")).expectRefused();
            var exception = new IllegalArgumentException("of the example");
            Attempt.of("throwIn()" + then, () -> coroutine.throwIn(exception)).expect(exception);
            coroutine.close();
        }
    }

    static void expectYielded(Step<?, ?> step, Object value) {
        expectStep(step, new Yielded<>(value));
    }

    static void expectReturned(Step<?, ?> step, Object value) {
        expectStep(step, new Returned<>(value));
    }

    static void expectStep(Step<?, ?> step, Step<?, ?> expected) {
        assertThat(step)
                .withFailMessage(
                        "what the coroutine has come to%n  expected: %s%n  but was:  %s",
                        expected, step)
                .isEqualTo(expected);
    }

    void expectDiary(String why, String... expected) {
        assertThat(diary)
                .withFailMessage(
                        "%s%n  expected: %s%n  but was:  %s", why, List.of(expected), diary)
                .containsExactly(expected);
    }
}
