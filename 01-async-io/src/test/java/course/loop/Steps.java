package course.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Takes code step by step. A step ends before each access to a field, each call, and each entry
 * into a {@code synchronized} block and exit from it. What goes wrong only when another thread
 * comes between two certain steps goes wrong in every run, when it is made to come between any two.
 */
public final class Steps {
    private static final ClassDesc STEPS = ClassDesc.of(Steps.class.getName());
    private static final MethodTypeDesc NO_ARGUMENTS = MethodTypeDesc.of(ConstantDescs.CD_void);
    private static final Duration STUCK = Duration.ofMillis(300);

    private static volatile Runnable betweenSteps = () -> {};

    private Steps() {}

    /** Called by the code that is taken step by step. */
    public static void step() {
        betweenSteps.run();
    }

    /** Holds this thread when it has done so many steps, once, and acts in the meantime. */
    static void holdAfter(int steps, Runnable meanwhile) {
        var held = Thread.currentThread();
        var done = new AtomicInteger();
        betweenSteps =
                () -> {
                    if (Thread.currentThread() == held && done.incrementAndGet() == steps) {
                        meanwhile.run();
                    }
                };
    }

    /** The next line of the code that is held, by the thread that is held. */
    static String place() {
        var stack = new Throwable().getStackTrace();
        var i = 0;
        while (!stack[i].getMethodName().equals("step")) {
            i++;
        }
        return stack[i + 1].getFileName() + ":" + stack[i + 1].getLineNumber();
    }

    static void holdNobody() {
        betweenSteps = () -> {};
    }

    /**
     * Waits until {@code done}, or until that thread cannot go on, since the one that calls this
     * holds what it waits for.
     */
    static void awaitAsFarAsPossible(Thread thread, BooleanSupplier done) {
        var waitingSince = System.nanoTime();
        while (thread.isAlive() && !done.getAsBoolean() && !waitsForCaller(thread)) {
            var state = thread.getState();
            if (state == Thread.State.RUNNABLE || state == Thread.State.NEW) {
                waitingSince = System.nanoTime();
            } else if (System.nanoTime() - waitingSince > STUCK.toNanos()) {
                return; // for a lock that has no owner, such as a semaphore
            }
            Thread.yield();
        }
    }

    private static boolean waitsForCaller(Thread thread) {
        var info = ManagementFactory.getThreadMXBean().getThreadInfo(thread.threadId());
        return info != null && info.getLockOwnerId() == Thread.currentThread().threadId();
    }

    /** The same class once more, with all others of its package, to be taken step by step. */
    static Class<?> copyOf(Class<?> original) {
        return new Copies(original).load(original.getName());
    }

    private static final class Copies extends ClassLoader {
        private final String prefix;

        Copies(Class<?> original) {
            super(original.getClassLoader());
            prefix = original.getPackageName() + ".";
        }

        Class<?> load(String name) {
            try {
                return loadClass(name);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(prefix)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                var loaded = findLoadedClass(name);
                return loaded != null ? loaded : copy(name);
            }
        }

        private Class<?> copy(String name) throws ClassNotFoundException {
            try (var file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                var bytes = withSteps(file.readAllBytes());
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private byte[] withSteps(byte[] original) {
            var file =
                    ClassFile.of(
                            ClassFile.ClassHierarchyResolverOption.of(
                                    ClassHierarchyResolver.ofResourceParsing(getParent())));
            return file.transformClass(
                    file.parse(original),
                    ClassTransform.transformingMethodBodies(Copies::isTaken, Copies::addStep));
        }

        private static boolean isTaken(MethodModel method) {
            return !method.methodName().stringValue().startsWith("<");
        }

        private static void addStep(CodeBuilder code, CodeElement element) {
            if (element instanceof FieldInstruction
                    || element instanceof InvokeInstruction
                    || element instanceof MonitorInstruction) {
                code.invokestatic(STEPS, "step", NO_ARGUMENTS);
            }
            code.with(element);
        }
    }
}
