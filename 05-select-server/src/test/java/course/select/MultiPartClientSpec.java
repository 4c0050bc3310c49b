package course.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.kit.Background;
import course.kit.Exercise;
import course.kit.net.Network;
import course.kit.net.Peer;
import course.kit.net.RawServer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

@Exercise(id = "5.3", title = "MultiPartClient", section = "Select\\Poll\\Epoll异步IO")
class MultiPartClientSpec {
    private static final List<String> PARTS =
            List.of("This is the message. ", "It will be sent ", "in parts.");
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int SHOWN = 60;

    private final MultiPartClient client;
    private final Network network;
    private final Background background;
    private final Map<SocketAddress, String> names = new HashMap<>();
    private RawServer server;

    MultiPartClientSpec(MultiPartClient client, Network network, Background background) {
        this.client = client;
        this.network = network;
        this.background = background;
    }

    @BeforeEach
    void aServerListens() throws Exception {
        server = network.server();
    }

    @Test
    void sendsEachPartOnEveryConnectionBeforeItReadsAnAnswer() throws Exception {
        var talk = talk(2, PARTS);
        var connections = accept(2);

        for (var part : PARTS) {
            for (var connection : connections) {
                connection.hears(part);
            }
            for (var connection : connections) {
                connection.hasHeardNothingElse().says(upper(part));
            }
        }

        talk.returns("THIS IS THE MESSAGE. IT WILL BE SENT IN PARTS.", 2);
    }

    @Test
    void saysWhatTheTutorialsClientSaysInItsOrder() throws Exception {
        var talk = talk(2, PARTS);
        var connections = accept(2);

        answerAll(connections, PARTS);
        talk.ends();

        assertThat(talk.log())
                .as("what the client told its log")
                .containsExactly(
                        "connecting to the server",
                        "connection 1: sending \"This is the message. \"",
                        "connection 2: sending \"This is the message. \"",
                        "connection 1: received \"THIS IS THE MESSAGE. \"",
                        "connection 2: received \"THIS IS THE MESSAGE. \"",
                        "connection 1: sending \"It will be sent \"",
                        "connection 2: sending \"It will be sent \"",
                        "connection 1: received \"IT WILL BE SENT \"",
                        "connection 2: received \"IT WILL BE SENT \"",
                        "connection 1: sending \"in parts.\"",
                        "connection 2: sending \"in parts.\"",
                        "connection 1: received \"IN PARTS.\"",
                        "connection 2: received \"IN PARTS.\"");
    }

    @Test
    void talksOnASingleConnection() throws Exception {
        var talk = talk(1, PARTS);
        var connections = accept(1);

        answerAll(connections, PARTS);

        talk.returns("THIS IS THE MESSAGE. IT WILL BE SENT IN PARTS.", 1);
    }

    @Test
    void returnsTheAnswersOfManyConnectionsInTheirOrder() throws Exception {
        var talk = talk(50, List.of("Who am I? "));
        var connections = accept(50);
        var names = IntStream.range(10, 60).mapToObj("Number %s."::formatted).toList();

        for (int i = connections.size() - 1; i >= 0; i--) {
            connections.get(i).hears("Who am I? ").says(names.get(i));
        }

        talk.returns(names);
    }

    @Test
    void sendsItsPartsAsUtf8() throws Exception {
        var talk = talk(1, List.of("grüße, ", "世界"));
        var connection = accept(1).getFirst();

        connection.hears("grüße, ").says("GRüßE, ");
        connection.hears("世界").says("世界");

        talk.returns("GRüßE, 世界", 1);
    }

    @Test
    void readsAnAnswerThatIsLongerThanARead() throws Exception {
        var part = "More than a buffer holds. ".repeat(200);
        var talk = talk(2, List.of(part));
        var connections = accept(2);

        answerAll(connections, List.of(part));

        talk.returns(upper(part), 2);
    }

    @Test
    void readsAnAnswerThatComesByteByByte() throws Exception {
        var part = "Byte by byte. ".repeat(200);
        var talk = talk(2, List.of(part, "The end."));
        var connections = accept(2);

        for (var connection : connections) {
            connection.hears(part).saysByteByByte(upper(part));
        }
        for (var connection : connections) {
            connection.hears("The end.").saysByteByByte("THE END.");
        }

        talk.returns(upper(part) + "THE END.", 2);
        assertThat(talk.log().stream().filter(line -> line.contains("received")))
                .as("what the client told its log of answers that came byte by byte")
                .containsExactly(
                        "connection 1: received " + show(upper(part)),
                        "connection 2: received " + show(upper(part)),
                        "connection 1: received \"THE END.\"",
                        "connection 2: received \"THE END.\"");
    }

    @Test
    void putsACharacterTogetherThatWasCutInPieces() throws Exception {
        // 3 bytes each: pieces as long as a power of two end in the middle of one
        var part = "世".repeat(100_000);
        var talk = talk(1, List.of(part));
        var connection = accept(1).getFirst();

        connection.hears(part).says(part);

        talk.returns(part, 1);
    }

    @ParameterizedTest
    @CsvSource({"世, abc", "abc, 世"})
    void anAnswerHasAsManyBytesAndNotAsManyCharacters(String part, String answer) throws Exception {
        var parts = List.of(part, "The end.");
        var talk = talk(2, parts);
        var connections = accept(2);

        for (var connection : connections) {
            connection.hears(part).says(answer);
        }
        for (var connection : connections) {
            connection.hears("The end.").says("THE END.");
        }

        talk.returns(answer + "THE END.", 2);
        assertThat(talk.log())
                .as("what the client told its log, where %s is answered by %s", part, answer)
                .containsSubsequence(
                        "connection 1: received " + show(answer),
                        "connection 2: received " + show(answer),
                        "connection 1: received \"THE END.\"",
                        "connection 2: received \"THE END.\"");
    }

    @Test
    void tellsAnswersApartThatComeTogether() throws Exception {
        var talk = talk(1, PARTS);
        var connections = accept(1);

        connections.getFirst().hears(PARTS.getFirst()).says(upper(String.join("", PARTS)));
        talk.ends();

        assertThat(talk.log())
                .as("what the client told its log, where the server sent all answers at once")
                .containsSubsequence(
                        "connection 1: received \"THIS IS THE MESSAGE. \"",
                        "connection 1: received \"IT WILL BE SENT \"",
                        "connection 1: received \"IN PARTS.\"");
    }

    @Test
    void sendsLargePartsWholeAndReadsTheirAnswersWhole() throws Exception {
        var large = List.of("a".repeat(MEBIBYTE), "b".repeat(MEBIBYTE));
        var talk = talk(2, large);
        var connections = accept(2);

        answerAll(connections, large);

        talk.returns(upper(String.join("", large)), 2);
    }

    @Test
    void doesNotWaitForAnAnswerToNothing() throws Exception {
        var parts = List.of("before ", "", "and after");
        var talk = talk(2, parts);
        var connections = accept(2);

        answerAll(connections, parts);

        talk.returns("BEFORE AND AFTER", 2);
        assertThat(talk.log())
                .as("what the client told its log, of a part without a byte as of the others")
                .containsSubsequence(
                        "connection 2: received \"BEFORE \"",
                        "connection 1: sending \"\"",
                        "connection 2: sending \"\"",
                        "connection 1: received \"\"",
                        "connection 2: received \"\"",
                        "connection 1: sending \"and after\"");
    }

    @Test
    void theBytesOfAllPiecesAreCounted() throws Exception {
        var part = "a".repeat(MEBIBYTE);
        var talk = talkThatFails(1, List.of(part));
        var connection = accept(1).getFirst();

        connection.hears(part).says(part.substring(1)).leaves();

        talk.failsAfter(MEBIBYTE - 1, MEBIBYTE);
    }

    @Test
    void anAnswerThatTheLogHasKeptStaysAsItWas() throws Exception {
        var parts = List.of("one", "two", "six");
        var talk = talk(2, parts);
        var connections = accept(2);

        for (var part : parts) {
            for (var connection : connections) {
                connection.hears(part);
            }
            connections.get(0).says(upper(part));
            connections.get(1).says(part.substring(0, 2) + "!");
        }

        talk.returns(List.of("ONETWOSIX", "on!tw!si!"));
        assertThat(talk.kept.stream().map(kept -> new String(kept, StandardCharsets.UTF_8)))
                .as("the arrays that received() was given, when all is over")
                .containsExactly("ONE", "on!", "TWO", "tw!", "SIX", "si!");
    }

    @Test
    void whatTheLogDoesLaterWithAnAnswerChangesNothing() throws Exception {
        var talk = new Talk().spoil().start(2, PARTS, false);
        var connections = accept(2);

        answerAll(connections, PARTS);

        talk.returns("THIS IS THE MESSAGE. IT WILL BE SENT IN PARTS.", 2);
    }

    @Test
    void closesEveryConnectionInTheEnd() throws Exception {
        talk(2, PARTS);
        var connections = accept(2);

        answerAll(connections, PARTS);

        for (var connection : connections) {
            connection.hearsTheEnd();
        }
    }

    @Test
    void aServerThatClosesTooEarlyIsAnEndOfFileWithTheBytesThatHadCome() throws Exception {
        var talk = talkThatFails(2, PARTS);
        var connections = accept(2);
        for (var connection : connections) {
            connection.hears("This is the message. ");
        }

        connections.get(0).says("THIS").leaves();

        talk.failsAfter("THIS".length(), "This is the message. ".length());
        assertThat(talk.log()).as("what the client told its log").contains("connection 1: closing");
        connections.get(1).seesTheConnectionGone();
    }

    @Test
    void aServerThatClosesWithoutAnAnswerIsAnEndOfFileAfterNoBytes() throws Exception {
        var talk = talkThatFails(2, PARTS);
        var connections = accept(2);
        for (var connection : connections) {
            connection.hears("This is the message. ");
        }

        connections.get(0).says("THIS IS THE MESSAGE. ");
        connections.get(1).leaves();

        talk.failsAfter(0, "This is the message. ".length());
        connections.get(0).seesTheConnectionGone();
    }

    @Test
    void aConnectionThatIsResetIsAnIOException() throws Exception {
        var talk = talkThatFails(2, PARTS);
        var connections = accept(2);
        for (var connection : connections) {
            connection.hears("This is the message. ");
        }

        connections.get(0).says("THIS IS THE MESSAGE. ");
        connections.get(1).resets();

        talk.fails();
        connections.get(0).seesTheConnectionGone();
    }

    @Test
    void aServerThatIsNotThereIsAnIOException() throws Exception {
        var address = server.address();
        server.closes();

        assertThatThrownBy(() -> client.talk(address, 2, PARTS, new MultiPartClient.Log() {}))
                .as("what talk throws when nobody listens")
                .isInstanceOf(IOException.class);
    }

    @Test
    void aServerThatGoesAwayWhileTheClientConnectsIsAnIOException() throws Exception {
        var talk = talkThatFails(200, PARTS);
        var first = server.accepts();

        server.closes();
        first.says("THIS IS THE MESSAGE. ");

        talk.fails();
        first.seesTheConnectionGone();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "2, 1", "2, 2", "3, 1", "3, 2"})
    void anEndInAnyPartTellsTheBytesOfThisPartAndThisConnection(int part, int connection)
            throws Exception {
        var parts = List.of("grüße, ", "the second part, ", "the last");
        var talk = talkThatFails(2, parts);
        var connections = accept(2);
        answerAll(connections, parts.subList(0, part - 1));
        for (var one : connections) {
            one.hears(parts.get(part - 1));
        }

        if (connection == 2) {
            connections.get(0).says(parts.get(part - 1));
        }
        connections.get(connection - 1).says("abc").finishes();

        talk.failsAfter(3, parts.get(part - 1).getBytes(StandardCharsets.UTF_8).length);
        assertThat(talk.log().stream().filter(line -> line.endsWith("closing")))
                .as("what the client told its log of connections that the server has closed")
                .containsExactly("connection " + connection + ": closing");
        for (var one : connections) {
            one.seesTheConnectionGone();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"connecting", "sending", "received", "closing"})
    void allConnectionsAreClosedAlsoWhenTheLogFails(String event) throws Exception {
        for (var failure : List.of(new IllegalStateException("full"), new AssertionError("full"))) {
            var talk = new Talk().failAt(event, failure).start(2, PARTS, true);
            if (!event.equals("connecting")) {
                var connections = accept(2);
                connections.get(0).hears(event.equals("sending") ? "" : PARTS.getFirst());
                if (event.equals("closing")) {
                    connections.get(0).leaves();
                } else if (event.equals("received")) {
                    connections.get(0).says(upper(PARTS.getFirst()));
                }
                connections.get(1).seesTheConnectionGone();
            }

            talk.ends("its log has failed");
            assertThat(talk.failure)
                    .as("what talk throws, when its log throws %s at %s", failure, event)
                    .isSameAs(failure);
        }
    }

    @Test
    void talksWithoutPartsAndWithoutConnections() throws Exception {
        var silent = talk(2, List.of());
        for (var connection : accept(2)) {
            connection.hearsTheEnd();
        }
        silent.returns("", 2);

        var nobody = talk(0, PARTS);
        nobody.returns("", 0);
        assertThat(nobody.log()).as("the log").containsExactly("connecting to the server");
    }

    @Test
    void itTellsThatItConnectsAlsoWhenItIsRefused() throws Exception {
        var talk = new Talk();
        server.closes();

        talk.start(2, PARTS, true).fails();

        assertThat(talk.log())
                .as("what the client told its log, when nobody listens")
                .containsExactly("connecting to the server");
    }

    @Test
    void talksAgainAfterASuccessAndAfterAFailure() throws Exception {
        var first = talk(2, List.of("one"));
        answerAll(accept(2), List.of("one"));
        first.returns("ONE", 2);

        var second = talkThatFails(2, List.of("two"));
        var connections = accept(2);
        connections.get(0).hears("two").says("T").leaves();
        second.failsAfter(1, 3);
        connections.get(1).seesTheConnectionGone();

        var third = talk(1, List.of("three"));
        answerAll(accept(1), List.of("three"));
        third.returns("THREE", 1);
    }

    @Test
    void aResetInALaterPartIsAnIOException() throws Exception {
        var talk = talkThatFails(2, PARTS);
        var connections = accept(2);
        answerAll(connections, PARTS.subList(0, 1));
        connections.get(0).hears(PARTS.get(1));

        connections.get(0).resets();

        talk.fails();
        connections.get(1).seesTheConnectionGone();
    }

    private Talk talk(int connections, List<String> parts) throws IOException {
        return new Talk().start(connections, parts, false);
    }

    private Talk talkThatFails(int connections, List<String> parts) throws IOException {
        return new Talk().start(connections, parts, true);
    }

    private List<Peer> accept(int connections) throws IOException {
        var accepted = new ArrayList<Peer>();
        for (int i = 0; i < connections; i++) {
            var connection = server.accepts();
            accepted.add(connection);
            names.put(connection.channel().getRemoteAddress(), "connection " + accepted.size());
        }
        return accepted;
    }

    private static void answerAll(List<Peer> connections, List<String> parts) throws IOException {
        for (var part : parts) {
            for (var connection : connections) {
                connection.hears(part);
            }
            for (var connection : connections) {
                connection.says(upper(part));
            }
        }
    }

    private static String upper(String ascii) {
        return ascii.toUpperCase(Locale.ROOT);
    }

    /** The client under test, at work beside the example. */
    private final class Talk implements MultiPartClient.Log {
        private final InetSocketAddress address = server.address();
        private final List<Said> said = new CopyOnWriteArrayList<>();
        private final List<byte[]> kept = new CopyOnWriteArrayList<>();
        private List<String> returned;
        private Throwable failure;
        private String failsAt = "";
        private Throwable failureOfTheLog;
        private boolean spoils;
        private Background.Task task;

        Talk() throws IOException {}

        Talk start(int connections, List<String> parts, boolean failing) {
            task =
                    background.start(
                            "the client",
                            () -> {
                                try {
                                    returned = client.talk(address, connections, parts, this);
                                } catch (IOException e) {
                                    if (!failing) {
                                        throw e;
                                    }
                                    failure = e;
                                } catch (RuntimeException | AssertionError e) {
                                    if (e != failureOfTheLog) {
                                        throw e;
                                    }
                                    failure = e;
                                }
                            });
            return this;
        }

        /** Lets the log fail when it is told this. */
        Talk failAt(String event, Throwable failure) {
            failsAt = event;
            failureOfTheLog = failure;
            return this;
        }

        /** Lets the log write into the answers that it was given earlier. */
        Talk spoil() {
            spoils = true;
            return this;
        }

        void ends() {
            ends("all has been answered");
        }

        void ends(String circumstances) {
            background.await("talk comes to its end, since " + circumstances, task::hasEnded);
        }

        void returns(String answer, int connections) {
            returns(Collections.nCopies(connections, answer));
        }

        void returns(List<String> answers) {
            ends();
            assertThat(returned).as("what talk returns").isNotNull();
            assertThat(returned.size())
                    .as("how many answers talk returns, one for each connection")
                    .isEqualTo(answers.size());
            for (int i = 0; i < answers.size(); i++) {
                check(i + 1, answers.get(i), returned.get(i));
            }
        }

        private static void check(int connection, String expected, String actual) {
            int same = 0;
            while (same < Math.min(expected.length(), actual.length())
                    && expected.charAt(same) == actual.charAt(same)) {
                same++;
            }
            assertThat(actual.equals(expected))
                    .withFailMessage(
                            "connection %s was answered %s, but talk returned %s;"
                                    + " after %,d characters it should go on %s, but goes on %s",
                            connection,
                            show(expected),
                            show(actual),
                            same,
                            show(expected.substring(same)),
                            show(actual.substring(same)))
                    .isTrue();
        }

        IOException fails() {
            ends("a connection has ended or was refused");
            if (failure instanceof IOException expected) {
                return expected;
            }
            throw new AssertionError(
                    "talk must throw an IOException, since a connection has ended or was refused,"
                            + " but it returned "
                            + returned);
        }

        void failsAfter(int came, int expected) {
            assertThat(fails()).as("what talk throws").isInstanceOf(EOFException.class);
            assertThat(failure.getMessage())
                    .as(
                            "the exception's message, which tells that %s of %s bytes had come",
                            came, expected)
                    .containsPattern(pattern(came))
                    .containsPattern(pattern(expected));
        }

        /** The number, with or without something between its groups of digits. */
        private static String pattern(int number) {
            return "\\b"
                    + String.format(Locale.ROOT, "%,d", number).replace(",", "[\\p{Punct}\\p{Z}’]?")
                    + "\\b";
        }

        @Override
        public void connecting(InetSocketAddress server) {
            say(
                    null,
                    server.equals(address)
                            ? "connecting to the server"
                            : "connecting to " + server);
        }

        @Override
        public void sending(InetSocketAddress local, byte[] part) {
            say(local, "sending " + text(part));
        }

        @Override
        public void received(InetSocketAddress local, byte[] answer) {
            if (spoils) {
                kept.forEach(earlier -> Arrays.fill(earlier, (byte) '?'));
            }
            kept.add(answer);
            say(local, "received " + text(answer));
        }

        @Override
        public void closing(InetSocketAddress local) {
            say(local, "closing");
        }

        private void say(InetSocketAddress local, String what) {
            said.add(new Said(local, what));
            if (!failsAt.isEmpty() && what.startsWith(failsAt)) {
                switch (failureOfTheLog) {
                    case RuntimeException e -> throw e;
                    case Error e -> throw e;
                    default -> throw new AssertionError(failureOfTheLog);
                }
            }
        }

        private static String text(byte[] bytes) {
            return show(new String(bytes, StandardCharsets.UTF_8));
        }

        /** What the client said, with the server's numbers instead of its own addresses. */
        List<String> log() {
            return said.stream().map(this::line).toList();
        }

        private String line(Said one) {
            return one.local() == null
                    ? one.what()
                    : names.getOrDefault(
                                    one.local(), "no connection of the server's, " + one.local())
                            + ": "
                            + one.what();
        }
    }

    private record Said(InetSocketAddress local, String what) {}

    private static String show(String text) {
        return text.length() <= SHOWN
                ? '"' + text + '"'
                : "\"%s…\" (%,d characters)".formatted(text.substring(0, SHOWN), text.length());
    }
}
