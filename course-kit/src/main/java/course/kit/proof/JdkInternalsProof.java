package course.kit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.junit.jupiter.api.Test;

import java.util.Set;

/** What is not the JDK's public API may be gone in the next one: it is used only where named. */
final class JdkInternalsProof {

    /** Each has no public substitute, and is the same on every JDK from 25 to 27. */
    private static final Set<String> JDK_INTERNALS =
            Set.of(
                    "jdk.internal.vm.Continuation",
                    "jdk.internal.vm.ContinuationScope",
                    "sun.nio.ch.NioSocketImpl");

    @Test
    void ofTheJdkOnlyWhatIsNamedIsNotPublic() {
        var internals =
                new ClassFileImporter()
                        .importPath(Lesson.CLASSES).stream()
                                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                                .map(dependency ->
                                        dependency.getTargetClass().getBaseComponentType())
                                .map(type -> type.getName())
                                .filter(name ->
                                        name.startsWith("sun.") || name.startsWith("jdk.internal."))
                                .map(name -> name.replaceFirst("\\$.*", ""))
                                .toList();
        assertThat(JDK_INTERNALS).containsAll(internals);
    }
}
