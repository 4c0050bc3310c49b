package course.coroutine;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Exercise;

import org.junit.jupiter.api.Nested;

@Exercise(id = "2.2", title = "Generator", section = "使用yield实现协程操作例子")
class GeneratorSpec {

    @Nested
    class Values extends GeneratorValues {
        Values(Candidate<Generator<?>> candidate, Background background) {
            super(candidate, background);
        }
    }

    @Nested
    class Exceptions extends GeneratorExceptions {
        Exceptions(Candidate<Generator<?>> candidate, Background background) {
            super(candidate, background);
        }
    }

    @Nested
    class Closing extends GeneratorClosing {
        Closing(Candidate<Generator<?>> candidate, Background background) {
            super(candidate, background);
        }
    }

    @Nested
    class Refusals extends GeneratorRefusals {
        Refusals(Candidate<Generator<?>> candidate, Background background) {
            super(candidate, background);
        }
    }
}
