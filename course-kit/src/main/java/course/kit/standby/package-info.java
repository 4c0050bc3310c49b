/**
 * The other JVM of {@code ./course}: it has loaded all but the learner's classes, and waits. It
 * runs one exercise, tells each verdict as soon as there is one, and is thrown away. Whatever the
 * answer does to it, the next one stands by already.
 */
package course.kit.standby;
