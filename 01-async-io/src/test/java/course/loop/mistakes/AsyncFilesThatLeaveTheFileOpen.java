package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

/**
 * Closes the file at its end, and only there. Every cancelled read keeps a descriptor; after some
 * days all reads fail: too many open files.
 */
@Mistake(killedBy = "cancelEndsTheChunks", saying = "is closed")
final class AsyncFilesThatLeaveTheFileOpen extends PlainAsyncFiles {
    AsyncFilesThatLeaveTheFileOpen(EventLoop loop) {
        super(loop);
    }

    @Override
    void closeAtEnd(Job job) {}
}
