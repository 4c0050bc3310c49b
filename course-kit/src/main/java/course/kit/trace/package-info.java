/**
 * What happens in an example, written down while it happens: by peers, clocks, logs and relays. A
 * failure's text, a result and a picture are made of one {@link course.kit.trace.Trace}. It is
 * bounded, and never in the way of what it records.
 */
package course.kit.trace;
