/** For demos that print what the tutorial's Python programs print. */
package course.python;
