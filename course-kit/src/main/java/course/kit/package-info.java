/**
 * What the author of a spec writes: annotations, what a spec's constructor may ask for, and what
 * its examples call. {@link course.kit.Exercise} makes a class a specification, and says how the
 * rest belongs to it. With {@link course.kit.net} it is what nearly all specs need of the kit.
 */
package course.kit;
