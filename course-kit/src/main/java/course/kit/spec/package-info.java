/**
 * How JUnit reads a spec: its exercise, the sentences of its examples, the order in which they are
 * run, and the language. JUnit finds these classes by {@code junit-platform.properties} and as
 * services, so {@link course.kit.Exercise} names none of them. For a class that is no exercise they
 * change nothing.
 */
package course.kit.spec;
