package course.coroutine;

/** Has code called by the JVM itself, which looks for a class and asks its class loader. */
final class NativeFrame {
    private NativeFrame() {}

    static void above(Runnable code) {
        var loader =
                new ClassLoader() {
                    @Override
                    protected Class<?> findClass(String name) throws ClassNotFoundException {
                        code.run();
                        throw new ClassNotFoundException(name);
                    }
                };
        try {
            Class.forName("course.coroutine.NoSuchClass", false, loader);
        } catch (ClassNotFoundException expected) {
            // it is only about being called
        }
    }
}
