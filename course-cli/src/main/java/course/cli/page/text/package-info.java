/**
 * What the page is made of: words in two languages, Markdown, code in colours. All of it comes out
 * as HTML in which nothing is left that a text could smuggle in. Exercises are not known here.
 */
package course.cli.page.text;
