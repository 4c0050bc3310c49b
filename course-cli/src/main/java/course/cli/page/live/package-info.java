/**
 * What changes while one looks at the page, for each browser that looks. There is only what is to
 * be seen now. Whoever was away misses nothing that still holds.
 */
package course.cli.page.live;
