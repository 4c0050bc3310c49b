/**
 * What the command says, in a file of words for each language, and how wide that is on a terminal.
 * A further language is a further file. Nothing else is known here.
 */
package course.cli.words;
