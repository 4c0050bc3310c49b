/**
 * The page that a browser shows of a session. It is told what has changed on the session's thread,
 * and asks for what is to be run there. How it is served and what stands in it is further below.
 */
package course.cli.page;
