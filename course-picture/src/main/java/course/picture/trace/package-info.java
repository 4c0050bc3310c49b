/**
 * Pictures of what happened in an example, drawn from the {@link course.picture.trace.Event}s that
 * it has recorded. {@link course.picture.trace.TracePicture} is the way in: it looks at the kinds
 * of events, and draws who said what to whom, who ran and who waited, who switched to whom, or what
 * a broker did. Time goes down, so that a picture can be read on a telephone, and what is drawn can
 * be had as text.
 */
package course.picture.trace;
