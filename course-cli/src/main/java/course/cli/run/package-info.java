/**
 * An exercise's run: the learner's sources as they were at one moment, compiled in this JVM, run in
 * another one that stands by. Verdicts are told one by one, and belong to those sources alone.
 * Whatever an answer does costs its JVM, and nothing else.
 */
package course.cli.run;
