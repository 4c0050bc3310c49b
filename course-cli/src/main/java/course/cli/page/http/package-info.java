/**
 * A server for one machine and one start of the course. Who may talk to it is decided before
 * anything else. What is said is not known here.
 */
package course.cli.page.http;
