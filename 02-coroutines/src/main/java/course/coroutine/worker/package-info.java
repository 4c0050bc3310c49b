/**
 * Worker processes: JVMs that do jobs, each with a scheduler and a coroutine for each item.
 *
 * <p>This package is given. {@link course.coroutine.worker.Job} is what is to be done, and {@link
 * course.coroutine.worker.WorkerProcess} is a worker as its parent sees it.
 */
package course.coroutine.worker;
