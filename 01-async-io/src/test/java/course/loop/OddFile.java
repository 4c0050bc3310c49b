package course.loop;

import course.kit.failure.Stacks;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.ProviderMismatchException;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A file of a file system of its own, which takes as long to be opened as the spec likes, fails in
 * ways that no disk does, and knows when it is asked for in a call that must not do so.
 */
final class OddFile {
    private final Path real;
    private final LoopThread loop;
    private final FileSystem system = new OfOneFile();
    private final Path path;
    private final AtomicInteger opening = new AtomicInteger();
    private volatile LoopThread.Action atOpening = () -> {};
    private volatile int brokenRead;
    private volatile Throwable failure;
    private volatile String wrong;

    /**
     * @param real has the content
     */
    OddFile(Path real, LoopThread loop) {
        this.real = real;
        this.loop = loop;
        path =
                (Path)
                        Proxy.newProxyInstance(
                                OddFile.class.getClassLoader(),
                                new Class<?>[] {Path.class},
                                this::answer);
    }

    Path path() {
        return path;
    }

    /** What is to be done by whoever opens it. */
    OddFile doingAtOpening(LoopThread.Action action) {
        atOpening = action;
        return this;
    }

    /**
     * @param number counted from 1, for each time that it is opened
     */
    OddFile failingAtRead(int number, Throwable thrown) {
        failure = thrown;
        brokenRead = number;
        return this;
    }

    /** How many threads are about to open it. */
    int opening() {
        return opening.get();
    }

    /** Fails if a call of the candidate's, on the loop's thread, has asked for it. */
    void expectNotAskedForInACall() {
        if (wrong != null) {
            throw new AssertionError(wrong);
        }
    }

    private Object answer(Object self, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "getFileSystem" -> system;
            case "toFile" -> throw new UnsupportedOperationException("it is on no disk");
            case "toAbsolutePath", "normalize" -> self;
            case "toRealPath" -> {
                asked("toRealPath");
                yield self;
            }
            case "equals" -> self == arguments[0];
            default -> {
                try {
                    yield method.invoke(real, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            }
        };
    }

    private void asked(String what) {
        if (wrong == null && loop.isCurrent() && loop.inCall() != null) {
            wrong =
                    "%s does I/O itself: it asks the file system (%s), %s; a call does none, not even to see what sort of file it is, for that may take as long as reading it"
                            .formatted(
                                    loop.inCall(),
                                    what,
                                    Stacks.whereabouts(Thread.currentThread().getStackTrace())
                                            .orElse("in no lesson code"));
        }
    }

    private Path opened(Path asked) {
        asked("open");
        opening.incrementAndGet();
        try {
            atOpening.run();
        } catch (Throwable thrown) {
            Failing.with(thrown);
        } finally {
            opening.decrementAndGet();
        }
        return known(asked);
    }

    private Path known(Path asked) {
        if (asked != path) {
            throw new ProviderMismatchException();
        }
        return real;
    }

    private final class OfOneFile extends FileSystem {
        private final FileSystemProvider provider = new Provider();

        @Override
        public FileSystemProvider provider() {
            return provider;
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean isReadOnly() {
            return true;
        }

        @Override
        public String getSeparator() {
            return real.getFileSystem().getSeparator();
        }

        @Override
        public Iterable<Path> getRootDirectories() {
            return List.of();
        }

        @Override
        public Iterable<FileStore> getFileStores() {
            return List.of();
        }

        @Override
        public Set<String> supportedFileAttributeViews() {
            return Set.of("basic");
        }

        @Override
        public Path getPath(String first, String... more) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PathMatcher getPathMatcher(String pattern) {
            throw new UnsupportedOperationException();
        }

        @Override
        public UserPrincipalLookupService getUserPrincipalLookupService() {
            throw new UnsupportedOperationException();
        }

        @Override
        public WatchService newWatchService() {
            throw new UnsupportedOperationException();
        }
    }

    private final class Provider extends FileSystemProvider {
        @Override
        public String getScheme() {
            return "odd";
        }

        @Override
        public FileSystem newFileSystem(URI address, Map<String, ?> settings) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileSystem getFileSystem(URI address) {
            return system;
        }

        @Override
        public Path getPath(URI address) {
            return path;
        }

        @Override
        public SeekableByteChannel newByteChannel(
                Path file, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
                throws IOException {
            return newFileChannel(file, options, attributes);
        }

        @Override
        public FileChannel newFileChannel(
                Path file, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
                throws IOException {
            return new Channel(FileChannel.open(opened(file), options, attributes));
        }

        @Override
        public AsynchronousFileChannel newAsynchronousFileChannel(
                Path file,
                Set<? extends OpenOption> options,
                ExecutorService executor,
                FileAttribute<?>... attributes) {
            asked("open");
            throw new UnsupportedOperationException();
        }

        @Override
        public DirectoryStream<Path> newDirectoryStream(
                Path directory, DirectoryStream.Filter<? super Path> filter) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void createDirectory(Path directory, FileAttribute<?>... attributes) {
            throw new ReadOnlyFileSystemException();
        }

        @Override
        public void delete(Path file) {
            throw new ReadOnlyFileSystemException();
        }

        @Override
        public void copy(Path source, Path target, CopyOption... options) {
            throw new ReadOnlyFileSystemException();
        }

        @Override
        public void move(Path source, Path target, CopyOption... options) {
            throw new ReadOnlyFileSystemException();
        }

        @Override
        public boolean isSameFile(Path one, Path other) {
            asked("isSameFile");
            return one == other;
        }

        @Override
        public boolean isHidden(Path file) {
            asked("isHidden");
            return false;
        }

        @Override
        public FileStore getFileStore(Path file) throws IOException {
            asked("getFileStore");
            return Files.getFileStore(known(file));
        }

        @Override
        public void checkAccess(Path file, AccessMode... modes) throws IOException {
            asked("checkAccess");
            real.getFileSystem().provider().checkAccess(known(file), modes);
        }

        @Override
        public <V extends FileAttributeView> V getFileAttributeView(
                Path file, Class<V> type, LinkOption... options) {
            return Files.getFileAttributeView(known(file), type, options);
        }

        @Override
        public <A extends BasicFileAttributes> A readAttributes(
                Path file, Class<A> type, LinkOption... options) throws IOException {
            asked("readAttributes");
            return Files.readAttributes(known(file), type, options);
        }

        @Override
        public Map<String, Object> readAttributes(
                Path file, String attributes, LinkOption... options) throws IOException {
            asked("readAttributes");
            return Files.readAttributes(known(file), attributes, options);
        }

        @Override
        public void setAttribute(Path file, String attribute, Object value, LinkOption... options) {
            throw new ReadOnlyFileSystemException();
        }
    }

    private final class Channel extends FileChannel {
        private final FileChannel channel;
        private final AtomicInteger reads = new AtomicInteger();

        Channel(FileChannel channel) {
            this.channel = channel;
        }

        private FileChannel beforeARead() {
            asked("read");
            if (reads.incrementAndGet() == brokenRead) {
                Failing.with(failure);
            }
            return channel;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return beforeARead().read(target);
        }

        @Override
        public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
            return beforeARead().read(targets, offset, length);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return beforeARead().read(target, position);
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target)
                throws IOException {
            return beforeARead().transferTo(position, count, target);
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
            return beforeARead().map(mode, position, size);
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            channel.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) throws IOException {
            return channel.lock(position, size, shared);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return channel.tryLock(position, size, shared);
        }

        @Override
        public int write(ByteBuffer source) {
            throw new NonWritableChannelException();
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) {
            throw new NonWritableChannelException();
        }

        @Override
        public int write(ByteBuffer source, long position) {
            throw new NonWritableChannelException();
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new NonWritableChannelException();
        }

        @Override
        public FileChannel truncate(long size) {
            throw new NonWritableChannelException();
        }

        @Override
        public void force(boolean metaData) {}

        @Override
        protected void implCloseChannel() throws IOException {
            channel.close();
        }
    }
}
