/**
 * Watching: which files have really changed, and what is run next. It knows no terminal: keys come
 * in as calls, and what there is to see goes out as a {@link course.cli.watch.View}. What happens
 * on one thread only is said where it matters.
 */
package course.cli.watch;
