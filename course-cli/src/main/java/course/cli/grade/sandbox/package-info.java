/**
 * What keeps a submission's code from the machine, and from taking all of it. The best sandbox that
 * works here is taken: Bubblewrap, or a container, or none, and the reports say which. In each, the
 * kernel keeps the limits of what one exercise may use.
 */
package course.cli.grade.sandbox;
