package course.coroutine;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Exercise;

import org.junit.jupiter.api.Nested;

@Exercise(id = "2.3", title = "Coroutine", section = "使用yield实现协程操作例子")
class CoroutineSpec {

    @Nested
    class Values extends CoroutineValues {
        Values(Candidate<Coroutine<?, ?, ?>> candidate, Background background) {
            super(candidate, background);
        }
    }

    @Nested
    class Exceptions extends CoroutineExceptions {
        Exceptions(Candidate<Coroutine<?, ?, ?>> candidate, Background background) {
            super(candidate, background);
        }
    }

    @Nested
    class Closing extends CoroutineClosing {
        Closing(Candidate<Coroutine<?, ?, ?>> candidate, Background background) {
            super(candidate, background);
        }
    }

    @Nested
    class Delegation extends CoroutineDelegation {
        Delegation(Candidate<Coroutine<?, ?, ?>> candidate, Background background) {
            super(candidate, background);
        }
    }

    @Nested
    class Refusals extends CoroutineRefusals {
        Refusals(Candidate<Coroutine<?, ?, ?>> candidate, Background background) {
            super(candidate, background);
        }
    }
}
