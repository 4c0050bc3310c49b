/**
 * A learner's session, from its begin to its end, with the screen or with the page alone. What is
 * put together here has its own packages. It ends when the course is another one than was built.
 */
package course.cli.sitting;
