package course.kit.likeness;

import course.kit.report.Result;

/**
 * An example, by what every run calls it.
 *
 * @param spec the spec's class, or that of its part, without a package
 * @param example as a sentence
 */
public record ExampleName(String spec, String example) {

    public static ExampleName of(Result result) {
        return new ExampleName(result.spec(), result.example().replaceAll("\\s+", " "));
    }
}
