/**
 * Which mistake of the gallery a red run looks like. What the proof has written down of each
 * mistake is compared with the run, example by example. A close match is told, with what the
 * mistake's Javadoc says of real life; anything else is not.
 */
package course.cli.likeness;
