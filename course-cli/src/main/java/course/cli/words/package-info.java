/**
 * What the command says, in one file of words. A second language is a second file. Nothing else is
 * known here.
 */
package course.cli.words;
