/**
 * Which examples reject which mistake, and what they say of it. The proof writes it down for each
 * spec, and holds it to be up to date. The command compares a learner's red run with it.
 */
package course.kit.likeness;
