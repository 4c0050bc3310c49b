package course.coroutine.worker;

import course.coroutine.reference.ReferenceCoroutine;
import course.coroutine.reference.ReferenceScheduler;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The worker's side. It reads its share from the standard input, which then stays open for as long
 * as the parent lives: when it ends, so does the worker, whatever it is doing.
 */
final class WorkerMain {
    private static final int ORPHANED = 3;

    private final Job job;
    private final DataOutputStream answers;

    private WorkerMain(Job job, DataOutputStream answers) {
        this.job = job;
        this.answers = answers;
    }

    public static void main(String[] arguments) throws Exception {
        var parent = new DataInputStream(new BufferedInputStream(System.in));
        var answers =
                new DataOutputStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        System.setIn(InputStream.nullInputStream());
        System.setOut(System.err);
        var share = new String[parent.readInt()];
        for (int i = 0; i < share.length; i++) {
            share[i] = Wire.read(parent);
        }
        Thread.ofPlatform().daemon().name("parent").start(() -> endWith(parent));

        var job = Job.of(Class.forName(arguments[0]).asSubclass(Job.class));
        new WorkerMain(job, answers).doAll(share);
        Runtime.getRuntime().halt(0);
    }

    private static void endWith(InputStream parent) {
        try {
            while (parent.read() >= 0) {}
        } catch (IOException gone) {
            // as good as its end
        }
        Runtime.getRuntime().halt(ORPHANED);
    }

    private void doAll(String[] share) throws InterruptedException {
        var scheduler = new ReferenceScheduler(Throwable::printStackTrace);
        for (int i = 0; i < share.length; i++) {
            int index = i;
            scheduler.spawn(
                    new ReferenceCoroutine<Void, Void, Void>(caller -> {
                        doOne(index, share[index], () -> caller.yield(null));
                        return null;
                    }));
        }
        scheduler.run();
    }

    private void doOne(int index, String item, Job.Turn turn) {
        boolean done = false;
        String result;
        try {
            result = job.run(item, turn);
            done = true;
        } catch (Throwable failure) {
            result = failure.toString();
        }
        answer(index, done, result);
    }

    private void answer(int index, boolean done, String result) {
        try {
            answers.writeInt(index);
            answers.writeBoolean(done);
            Wire.write(result, answers);
            answers.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
