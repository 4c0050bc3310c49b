/**
 * The programs of the lessons, as the sources tell of them, and the JVM that runs one. It has the
 * terminal to itself while it runs. Nothing here knows what a program does.
 */
package course.cli.demo;
