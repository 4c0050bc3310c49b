/**
 * What an answer may use: its class files are read, before anything of it is run. It may use a list
 * of the JDK's classes and methods, what its lesson gives (the lesson's POM says what, in {@code
 * answers.may.use}), and its own package. All else is refused, with the class, the method and the
 * line.
 */
package course.cli.grade.permit;
