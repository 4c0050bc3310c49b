package course.kit.text;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.text.CommandLines.Section;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What is a command in a README, and what is not. */
class CommandLinesTest {

    @Test
    void aBlocksLinesAreCommandsWithoutWhatIsSaidOfThem() {
        assertThat(
                        commands(
                                """
                                Run `mvn`:

                                    mvn test -pl 05-select-server      what is done
                                    mvn test -Dtest='A$B' -Dx="1 2"

                                    starting up on localhost port 10000
                                """))
                .containsExactly(
                        "mvn test -pl 05-select-server", "mvn test -Dtest='A$B' -Dx=\"1 2\"");
    }

    @Test
    void aFenceHoldsCommandsAndNoHeadings() {
        assertThat(
                        CommandLines.in(
                                        """
                                        # One

                                        ```sh
                                        # a comment
                                        COURSE_BROKER=qpid mvn test
                                        ```
                                        """)
                                .sections())
                .containsExactly(new Section("One", List.of("COURSE_BROKER=qpid mvn test")));
    }

    @Test
    void aLineBetweenBackquotesIsACommandButNotInATable() {
        assertThat(
                        commands(
                                """
                                `nc 127.0.0.1 8001` is a client, `nc` alone is none, and `printf 'a' | nc -N b 1` ends.

                                | `printf hello | nc` gets no answer |
                                """))
                .containsExactly("nc 127.0.0.1 8001", "printf 'a' | nc -N b 1");
    }

    @Test
    void whatStandsUnderOneHeadingBelongsTogether() {
        assertThat(
                        CommandLines.in(
                                        """
                                        # One

                                            mvn a
                                            mvn b

                                        ## Two

                                        ### Three

                                            mvn c
                                        """)
                                .sections())
                .containsExactly(
                        new Section("One", List.of("mvn a", "mvn b")),
                        new Section("Three", List.of("mvn c")));
    }

    private static List<String> commands(String markdown) {
        return CommandLines.in(markdown).sections().stream()
                .flatMap(section -> section.commands().stream())
                .toList();
    }
}
