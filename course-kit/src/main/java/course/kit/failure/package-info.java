/**
 * What is said when something goes wrong: a text with the learner's own line in it, made of
 * whatever their code has thrown. An exception is code, too, so nothing of theirs is asked twice,
 * or without a limit. {@link course.kit.failure.Verdicts} are what JUnit gets to see in the end.
 */
package course.kit.failure;
