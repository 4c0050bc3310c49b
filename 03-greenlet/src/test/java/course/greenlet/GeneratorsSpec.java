package course.greenlet;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Exercise;
import course.kit.Given;

import org.junit.jupiter.api.Nested;

@Exercise(id = "3.6", title = "Generators", section = "Greenlet")
class GeneratorsSpec {

    @Nested
    class Values extends GeneratorsValues {
        Values(
                Candidate<Generators> candidate,
                @Given Candidate<Greenlets> given,
                Background background)
                throws Exception {
            super(candidate, given, background);
        }
    }

    @Nested
    class Nesting extends GeneratorsNesting {
        Nesting(
                Candidate<Generators> candidate,
                @Given Candidate<Greenlets> given,
                Background background)
                throws Exception {
            super(candidate, given, background);
        }
    }

    @Nested
    class Closing extends GeneratorsClosing {
        Closing(
                Candidate<Generators> candidate,
                @Given Candidate<Greenlets> given,
                Background background)
                throws Exception {
            super(candidate, given, background);
        }
    }

    @Nested
    class Levels extends GeneratorsLevels {
        Levels(
                Candidate<Generators> candidate,
                @Given Candidate<Greenlets> given,
                Background background)
                throws Exception {
            super(candidate, given, background);
        }
    }
}
