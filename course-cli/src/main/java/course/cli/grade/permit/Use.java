package course.cli.grade.permit;

import java.util.Optional;

/**
 * A place in an answer's class file that names a class, or a member of one.
 *
 * @param method in which it is; empty outside of methods
 * @param line 0 where there is none
 * @param className without the dimensions of an array
 * @param asBootstrap whether the JVM calls the member, as the compiler has it for lambdas
 */
record Use(
        String method, int line, String className, Optional<Member> member, boolean asBootstrap) {}
