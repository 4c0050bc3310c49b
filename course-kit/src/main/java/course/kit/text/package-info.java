/**
 * Texts in Markdown, as far as a proof asks what is in them. A text is sections, and in them are
 * commands, code, tables, figures and prose. Nothing here knows of lessons or of specs.
 */
package course.kit.text;
