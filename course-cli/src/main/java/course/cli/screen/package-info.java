/**
 * The screen and the keys, or plain lines where there is no terminal that can be painted on. What
 * is painted is made of a {@link course.cli.watch.View} alone, so that it can be tried without a
 * terminal. Whatever ends the command leaves the terminal as it was.
 */
package course.cli.screen;
