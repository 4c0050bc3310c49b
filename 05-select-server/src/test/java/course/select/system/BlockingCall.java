package course.select.system;

/** The calls that may block, each asking whether one descriptor can be read. */
enum BlockingCall {
    SELECT("select") {
        @Override
        int readable(int fd, int timeout) throws SystemCallException {
            var readers = new FdSet();
            readers.add(fd);
            return SystemCalls.select(fd + 1, readers, null, null, timeout);
        }
    },

    POLL("poll") {
        @Override
        int readable(int fd, int timeout) throws SystemCallException {
            var fds = new PollFds();
            fds.set(0, fd, PollFds.POLLIN);
            return SystemCalls.poll(fds, 1, timeout);
        }
    },

    EPOLL_WAIT("epoll_wait") {
        @Override
        int readable(int fd, int timeout) throws SystemCallException {
            int epoll = SystemCalls.epollCreate();
            try {
                SystemCalls.epollControl(
                        epoll, SystemCalls.EPOLL_CTL_ADD, fd, EpollEvents.EPOLLIN, 0);
                return SystemCalls.epollWait(epoll, new EpollEvents(1), timeout);
            } finally {
                SystemCalls.close(epoll);
            }
        }
    };

    static final int FOREVER = -1;

    private final String name;

    BlockingCall(String name) {
        this.name = name;
    }

    abstract int readable(int fd, int timeout) throws SystemCallException;

    @Override
    public String toString() {
        return name;
    }
}
