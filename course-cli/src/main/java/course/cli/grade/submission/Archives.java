package course.cli.grade.submission;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Reads archives; what they name, link to, or promise to unpack is not believed. */
final class Archives {
    private static final long LARGEST = 200L * 1024 * 1024;

    /** The beginning of an entry in the directory of a zip: {@code PK}, 1, 2. */
    private static final int ENTRY = 0x504B0102;

    private final Bounds bounds;

    /**
     * How much of an archive or a folder is looked at.
     *
     * @param unpacked in bytes, of what has to be unpacked to be passed by
     */
    record Bounds(int entries, long unpacked) {
        static final Bounds USUAL = new Bounds(100_000, 1024L * 1024 * 1024);
    }

    Archives(Bounds bounds) {
        this.bounds = bounds;
    }

    static boolean isArchive(Path file) {
        return isZip(file) || isTar(file);
    }

    private static boolean isZip(Path file) {
        return nameOf(file).endsWith(".zip");
    }

    private static boolean isTar(Path file) {
        var name = nameOf(file);
        return name.endsWith(".tar.gz") || name.endsWith(".tgz");
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    void read(Path archive, Sources sources) throws IOException {
        if (!isArchive(archive)) {
            throw new IOException("it is neither a folder, nor a .zip or .tar.gz");
        }
        if (Files.size(archive) > LARGEST) {
            throw new IOException(
                    "%s is larger than %s MB"
                            .formatted(archive.getFileName(), LARGEST / 1024 / 1024));
        }
        if (isZip(archive)) {
            readZip(archive, sources);
        } else {
            readTar(archive, sources);
        }
    }

    /** Only what is wanted is unpacked. */
    private void readZip(Path archive, Sources sources) throws IOException {
        if (entries(archive) > 2L * bounds.entries()) {
            tooMany(sources);
            return;
        }
        try (var zip = ZipFile.builder().setPath(archive).setIgnoreLocalFileHeader(true).get()) {
            var count = 0;
            for (var entries = zip.getEntriesInPhysicalOrder(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                if (++count > bounds.entries()) {
                    tooMany(sources);
                    return;
                }
                addOf(zip, entry, sources);
            }
        }
    }

    /** No fewer than who opens it would keep in memory: each begins with this. */
    private static long entries(Path zip) throws IOException {
        var count = 0L;
        try (var in = new BufferedInputStream(Files.newInputStream(zip))) {
            var last = 0;
            for (var next = in.read(); next >= 0; next = in.read()) {
                last = last << 8 | next;
                count += last == ENTRY ? 1 : 0;
            }
        }
        return count;
    }

    private static void addOf(ZipFile zip, ZipArchiveEntry entry, Sources sources)
            throws IOException {
        var path = entry.getName().replace('\\', '/');
        if (entry.isDirectory()) {
            return;
        }
        if (entry.isUnixSymlink()) {
            sources.refuse(path, "it is a link");
        } else if (!zip.canReadEntryData(entry)) {
            sources.refuse(path, "it is encrypted, or packed in a way that is not known");
        } else {
            sources.add(path, () -> zip.getInputStream(entry));
        }
    }

    private void readTar(Path archive, Sources sources) throws IOException {
        try (var packed = new BufferedInputStream(Files.newInputStream(archive));
                var unpacked = new Bounded(new GZIPInputStream(packed), bounds.unpacked());
                var tar = new TarArchiveInputStream(unpacked)) {
            var count = 0;
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (++count > bounds.entries()) {
                    tooMany(sources);
                    return;
                }
                addOf(tar, entry, sources);
            }
        } catch (TooMuch e) {
            sources.note(
                    "the archive unpacks to more than %s MB: what comes then was left out"
                            .formatted(bounds.unpacked() / 1024 / 1024));
        }
    }

    private static void addOf(TarArchiveInputStream tar, TarArchiveEntry entry, Sources sources)
            throws IOException {
        var path = entry.getName().replace('\\', '/');
        if (entry.isDirectory()) {
            return;
        }
        if (entry.isFile() && !entry.isLink() && !entry.isSymbolicLink()) {
            sources.add(path, () -> new Unclosed(tar));
        } else {
            sources.refuse(path, "it is a link, or no file");
        }
    }

    private void tooMany(Sources sources) {
        sources.note(
                "there are more than %s files: the others were left out"
                        .formatted(bounds.entries()));
    }

    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }

    private static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** So much, and no more. */
    private static final class Bounded extends FilterInputStream {
        private final long most;
        private long count;

        Bounded(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            counted(1);
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return (int) counted(super.read(bytes, offset, length));
        }

        @Override
        public long skip(long length) throws IOException {
            return counted(super.skip(length));
        }

        private long counted(long more) throws TooMuch {
            count += Math.max(0, more);
            if (count > most) {
                throw new TooMuch();
            }
            return more;
        }
    }
}
