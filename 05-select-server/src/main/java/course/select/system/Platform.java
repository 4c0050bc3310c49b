package course.select.system;

/** Where system calls and their structures differ. */
final class Platform {

    static final String OS = System.getProperty("os.name");
    static final boolean LINUX = OS.startsWith("Linux");
    static final boolean MAC = OS.startsWith("Mac");
    static final boolean WINDOWS = OS.startsWith("Windows");
    static final boolean X86_64 = System.getProperty("os.arch").matches("amd64|x86_64");

    private Platform() {}
}
