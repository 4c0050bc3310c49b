/**
 * {@code ./course grade} and {@code ./course grade worker}: what they are told, and how the engine,
 * the queue and the reports are put together for it. Where no broker is named, one is started here,
 * and workers on this machine. Nobody but the command's root knows them.
 */
package course.cli.grade.command;
