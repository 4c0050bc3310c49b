package course.coroutine;

import course.coroutine.jobs.Phone;

import java.util.Collections;

/** A program that has workers, to be killed: {@code WorkersProgram class-of-workers port}. */
final class WorkersProgram {
    public static void main(String[] arguments) throws Exception {
        var constructor = Class.forName(arguments[0]).getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        var workers = (Workers) constructor.newInstance();
        workers.run(Phone.class, Collections.nCopies(2, arguments[1]), 2);
    }
}
