/**
 * The page itself: the map, a lesson, an exercise, an example. What is written in HTML is complete
 * without a script, but for what changes while one looks at it. Nothing here knows who may see it.
 */
package course.cli.page.site;
