package course.cli.grade.permit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.io.File;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;

/** What an answer may have in it, and what not. */
class ReadingTest {
    private static final String PACKAGE = "course.lesson.exercise";

    @TempDir private Path lesson;

    /** Statements of an answer, and what they use that no answer may use. */
    static final List<List<String>> REFUSED =
            List.of(
                    List.of("getClass().getDeclaredFields();", "java.lang.Class.getDeclaredFields"),
                    List.of("Class.forName(\"course.kit.Exercise\");", "java.lang.Class.forName"),
                    List.of("getClass().getClassLoader();", "java.lang.Class.getClassLoader"),
                    List.of("getClass().getResource(\"/x\");", "java.lang.Class.getResource"),
                    List.of("getClass().getModule();", "java.lang.Class.getModule"),
                    List.of("getClass().getSuperclass();", "java.lang.Class.getSuperclass"),
                    List.of(
                            "Object o = java.lang.reflect.Method.class;",
                            "java.lang.reflect.Method"),
                    List.of(
                            "Object o = null; if (o instanceof java.lang.reflect.Field) { }",
                            "java.lang.reflect.Field"),
                    List.of(
                            "java.util.function.Function<Class<?>, Object[]> f ="
                                    + " Class::getMethods;",
                            "java.lang.Class.getMethods"),
                    List.of(
                            "java.util.function.IntConsumer f = System::exit;",
                            "java.lang.System.exit"),
                    List.of("new Thread().getContextClassLoader();", "getContextClassLoader"),
                    List.of(
                            "class T extends Thread { Object x() { return getContextClassLoader();"
                                    + " } }",
                            "java.lang.Thread.getContextClassLoader|exercise.*.getContextClassLoader"),
                    List.of(
                            "new java.util.concurrent.ForkJoinWorkerThread("
                                    + "java.util.concurrent.ForkJoinPool.commonPool()) {}"
                                    + ".getContextClassLoader();",
                            "getContextClassLoader"),
                    List.of("new ClassLoader() {};", "java.lang.ClassLoader"),
                    List.of(
                            "java.lang.invoke.MethodHandles.lookup();",
                            "java.lang.invoke.MethodHandles.lookup"),
                    List.of("Runtime.getRuntime().halt(0);", "java.lang.Runtime.halt"),
                    List.of("Runtime.getRuntime().exec(new String[0]);", "java.lang.Runtime.exec"),
                    List.of(
                            "Runtime.getRuntime().addShutdownHook(null);",
                            "java.lang.Runtime.addShutdownHook"),
                    List.of("System.exit(0);", "java.lang.System.exit"),
                    List.of("System.load(\"/x\");", "java.lang.System.load"),
                    List.of("System.setOut(null);", "java.lang.System.setOut"),
                    List.of("System.in.read();", "java.lang.System.in"),
                    List.of("IO.readln();", "java.lang.IO.readln"),
                    List.of("System.inheritedChannel();", "java.lang.System.inheritedChannel"),
                    List.of("System.getProperty(\"x\");", "java.lang.System.getProperty"),
                    List.of("Boolean.getBoolean(\"x\");", "java.lang.Boolean.getBoolean"),
                    List.of("Integer.getInteger(\"x\");", "java.lang.Integer.getInteger"),
                    List.of("System.getenv();", "java.lang.System.getenv"),
                    List.of("new ProcessBuilder(\"sh\").start();", "java.lang.ProcessBuilder"),
                    List.of("ProcessHandle.current();", "java.lang.ProcessHandle.current"),
                    List.of("new java.io.FileInputStream(\"/x\");", "java.io.FileInputStream"),
                    List.of("new java.io.File(\"/x\");", "java.io.File"),
                    List.of("new java.io.PrintStream(\"/x\");", "java.io.PrintStream"),
                    List.of("new java.io.PrintWriter(\"/x\", \"UTF-8\");", "java.io.PrintWriter"),
                    List.of("new java.util.Formatter(\"/x\");", "java.util.Formatter"),
                    List.of("new java.io.FileWriter(\"/x\");", "java.io.FileWriter"),
                    List.of("java.nio.file.Path.of(\"/x\");", "java.nio.file.Path.of"),
                    List.of(
                            "new java.io.ObjectInputStream(null).readObject();",
                            "java.io.ObjectInputStream"),
                    List.of(
                            "Runnable r = (Runnable & java.io.Serializable) () -> {};",
                            "java.lang.invoke.SerializedLambda"),
                    List.of(
                            "java.lang.foreign.Linker.nativeLinker();",
                            "java.lang.foreign.Linker.nativeLinker"),
                    List.of("Thread.getAllStackTraces();", "java.lang.Thread.getAllStackTraces"),
                    List.of(
                            "Thread.currentThread().getThreadGroup();",
                            "java.lang.Thread.getThreadGroup"),
                    List.of("Thread.enumerate(new Thread[9]);", "java.lang.Thread.enumerate"),
                    List.of(
                            "Thread.setDefaultUncaughtExceptionHandler(null);",
                            "java.lang.Thread.setDefaultUncaughtExceptionHandler"),
                    List.of("java.lang.ref.Cleaner.create();", "java.lang.ref.Cleaner.create"),
                    List.of("StackWalker.getInstance();", "java.lang.StackWalker.getInstance"),
                    List.of(
                            "java.util.ServiceLoader.load(Runnable.class);",
                            "java.util.ServiceLoader.load"),
                    List.of(
                            "java.util.ResourceBundle.getBundle(\"x\");",
                            "java.util.ResourceBundle.getBundle"),
                    List.of("java.util.Locale.setDefault(null);", "java.util.Locale.setDefault"),
                    List.of(
                            "java.util.logging.Logger.getLogger(\"\");",
                            "java.util.logging.Logger.getLogger"),
                    List.of(
                            "java.lang.management.ManagementFactory.getPlatformMBeanServer();",
                            "java.lang.management.ManagementFactory.getPlatformMBeanServer"),
                    List.of(
                            "jdk.internal.misc.Unsafe.getUnsafe();",
                            "jdk.internal.misc.Unsafe.getUnsafe"),
                    List.of("new java.net.Socket();", "java.net.Socket"),
                    List.of(
                            "java.nio.channels.SocketChannel.open();",
                            "java.nio.channels.SocketChannel.open"),
                    List.of(
                            "javax.tools.ToolProvider.getSystemJavaCompiler();",
                            "javax.tools.ToolProvider"),
                    List.of("Object o = course.kit.Exercise.class;", "course.kit.Exercise"),
                    List.of("Object o = new course.kit.Exercise[2];", "course.kit.Exercise"),
                    List.of("Object o = new course.kit.Exercise[2][2];", "course.kit.Exercise"),
                    List.of("try { } catch (org.opentest4j.TestAbortedException e) { }", ""),
                    List.of(
                            "try { new Object().wait(1); } catch"
                                    + " (org.opentest4j.TestAbortedException e) { }",
                            "org.opentest4j.TestAbortedException"),
                    List.of(
                            "@course.kit.Exercise(id = \"\", title = \"\", section = \"\") class X"
                                    + " {}",
                            "course.kit"),
                    List.of("record R(course.kit.Exercise e) {}", "course.kit.Exercise"),
                    List.of("class X { course.kit.Exercise e; }", "course.kit.Exercise"),
                    List.of("org.assertj.core.api.Assertions.fail();", "org.assertj"));

    @ParameterizedTest
    @FieldSource("REFUSED")
    void whatNoAnswerMayUseIsRefused(List<String> one) throws IOException {
        var refusals = read("void attack() throws Throwable {\n" + one.getFirst() + "\n}");

        if (one.get(1).isEmpty()) {
            assertThat(refusals).as("what the compiler leaves out is not there").isEmpty();
            return;
        }
        assertThat(refusals).as(one.getFirst()).isNotEmpty();
        assertThat(refusals)
                .anySatisfy(refusal -> assertThat(refusal.what()).containsPattern(one.get(1)));
    }

    @Test
    void aRefusalNamesTheClassTheMethodTheLineAndWhatToDo() throws IOException {
        var refusals = read("class Inner { void stop() {\n\n System.exit(3); } }");

        assertThat(refusals)
                .hasToString(
                        "[ExerciseThing.Inner.stop (ExerciseThing.java:5) uses"
                            + " java.lang.System.exit: an answer may not end the JVM; it returns,"
                            + " or throws an exception.]");
    }

    @Test
    void whatTheCompilerMakesIsNobodysFault() throws IOException {
        var refusals =
                read(
                        """
                        sealed interface Shape permits Round, Flat {}
                        enum Round implements Shape { BALL, DISC }
                        record Flat(int a, String b, double[] c) implements Shape {}
                        static String text(Object o) {
                            return switch (o) {
                                case Round.BALL -> "ball " + o;
                                case Round r when r == Round.DISC -> "disc";
                                case Flat(int a, String b, var c) -> a + b + c.length;
                                case Integer i when i > 3 -> "many";
                                default -> throw new IllegalStateException("" + o);
                            };
                        }
                        static int number(Round r, String s) {
                            assert s != null : "no s";
                            switch (s) { case "a": return 1; default: }
                            return switch (r) { case BALL -> 1; case DISC -> 2; };
                        }
                        <T extends Comparable<T> & AutoCloseable> void generic(T... all) {
                            Runnable r = this::toString;
                            java.util.function.IntFunction<int[][]> arrays = int[][]::new;
                            java.util.function.Supplier<ExerciseThing> self = ExerciseThing::new;
                            try (var one = all[0]) { synchronized (this) { r.run(); } }
                            catch (Exception e) { e.addSuppressed(new Error(e)); }
                            Round.valueOf("BALL").compareTo(Round.values().clone()[0]);
                            new Object() { int x = 3; { class Local { int y = x; } new Local(); } };
                        }
                        """);

        assertThat(refusals).isEmpty();
    }

    @Test
    void aClassOfAnotherPackageIsRefused() throws IOException {
        try (var permits = permits("")) {
            var classes =
                    InMemory.compile("course.kit.Track", "package course.kit; class Track {}");

            assertThat(Reading.of(classes, PACKAGE, permits).toString())
                    .contains("Track (Track.java) is in package course.kit")
                    .contains("an answer is in its exercise's own package");
        }
    }

    /** javac would need hours for it, so no compiler has made them. */
    @Test
    void manyWaysToInheritTakeNoLongerThanOne() throws IOException {
        var classes = new HashMap<String, byte[]>();
        for (var i = 0; i < 60; i++) {
            for (var name : List.of("A", "B")) {
                var above =
                        i == 0
                                ? List.<ClassDesc>of()
                                : List.of(own("A" + (i - 1)), own("B" + (i - 1)));
                classes.put(PACKAGE + "." + name + i, anInterface(own(name + i), above));
            }
        }
        try (var permits = permits("")) {
            assertThat(Reading.of(classes, PACKAGE, permits)).hasSize(2 * 60);
        }
    }

    private static ClassDesc own(String name) {
        return ClassDesc.of(PACKAGE, name);
    }

    /** It calls a method that it has not. */
    private static byte[] anInterface(ClassDesc name, List<ClassDesc> above) {
        var nothing = MethodTypeDesc.of(ConstantDescs.CD_void);
        return ClassFile.of()
                .build(
                        name,
                        one ->
                                one.withFlags(ClassFile.ACC_INTERFACE | ClassFile.ACC_ABSTRACT)
                                        .withInterfaceSymbols(above)
                                        .withMethodBody(
                                                "call",
                                                nothing,
                                                ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                                                code ->
                                                        code.invokestatic(
                                                                        name, "none", nothing, true)
                                                                .return_()));
    }

    @Test
    void aLongNameIsShortened() throws IOException {
        var name = "x".repeat(60_000);

        assertThat(read("void %s() { System.exit(0); }".formatted(name)))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.toString()).hasSizeLessThan(400));
    }

    @Test
    void nativeMethodsFinalizersAndAnEqualityOfItsOwnAreRefused() throws IOException {
        assertThat(read("native void call();").toString()).contains("call").contains("native");
        assertThat(read("protected void finalize() {}").toString()).contains("finalizer");
        assertThat(read("public boolean equals(Object o) {\n return true; }").toString())
                .contains("ExerciseThing.equals (ExerciseThing.java:4)")
                .contains("a record says it by its components");
        assertThat(
                        read("record R(int a) { public boolean equals(Object o) { return true; } }")
                                .toString())
                .contains("says what is equal");
    }

    @Test
    void aLessonsPomSaysWhatItsAnswersMayUseBesides() throws IOException {
        var code = "void run() { Class.class.getConstructors(); new Thread().getThreadGroup(); }";
        try (var permits =
                permits(
                        "java.lang.ThreadGroup <!-- why --> java.lang.Thread#getThreadGroup\n"
                                + "java.lang.Class#getConstructors java.lang.reflect.*"
                                + " -java.lang.reflect.Method")) {

            assertThat(read(code, permits)).isEmpty();
            assertThat(read("java.lang.reflect.Method m;", permits)).hasSize(1);
        }
    }

    @Test
    void aPomWithNoRulesInItsListIsTold() {
        assertThat(org.assertj.core.api.Assertions.catchException(() -> permits("a:b")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("answers.may.use: \"a:b\" is no rule");
    }

    private List<Refusal> read(String code) throws IOException {
        try (var permits = permits("")) {
            return read(code, permits);
        }
    }

    private static List<Refusal> read(String code, Permits permits) {
        var text = "package %s;\nclass ExerciseThing {\n%s\n}".formatted(PACKAGE, code);
        return Reading.of(InMemory.compile(PACKAGE + ".ExerciseThing", text), PACKAGE, permits);
    }

    private Permits permits(String more) throws IOException {
        Files.writeString(
                lesson.resolve("pom.xml"),
                "<project><properties><answers.may.use>%s</answers.may.use></properties></project>"
                        .formatted(more));
        return Permits.of(lesson, classPath());
    }

    private static List<Path> classPath() {
        var entries =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return Pattern.compile(File.pathSeparator).splitAsStream(entries).map(Path::of).toList();
    }
}
