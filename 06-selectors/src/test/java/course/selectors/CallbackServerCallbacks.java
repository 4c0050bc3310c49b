package course.selectors;

import static course.selectors.Event.READ;
import static course.selectors.Event.WRITE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;
import course.select.Pipes;
import course.selectors.CallbackServer.Callback;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a callback is given, and what it may do. */
abstract class CallbackServerCallbacks extends CallbackServerExamples {
    CallbackServerCallbacks(
            CallbackServer server,
            Candidate<Selector> selectors,
            Candidate<Backends> backends,
            Network network,
            Background background)
            throws Exception {
        super(server, selectors, backends, network, background);
    }

    @Test
    void aCallbackGetsItsKeyAndWhatItsChannelIsReadyFor() throws Exception {
        var reader = fullPipe();
        var writer = network.pipe();
        var read = consuming(reader);
        var write = mock(Callback.class);
        doAnswer(call -> selector.unregister(writer.sink())).when(write).ready(any(), any());
        var readerKey = selector.register(reader.source(), Set.of(READ), read);
        var writerKey = selector.register(writer.sink(), Set.of(READ, WRITE), write);

        start();
        selector.awaitAsleep(background);

        verify(read).ready(readerKey, Set.of(READ));
        verify(write).ready(writerKey, Set.of(WRITE));
        verifyNoMoreInteractions(read, write);
    }

    @Test
    void callbacksAreCalledOnceARoundInTheOrderOfTheList() throws Exception {
        var callbacks = new ArrayList<Callback>();
        var listed = new ArrayList<SelectorKey>();
        for (var i = 0; i < 5; i++) {
            var pipe = fullPipe();
            var callback = mock(Callback.class);
            doAnswer(
                            call -> {
                                if (listed.isEmpty()) {
                                    selector.latest().found().forEach(one -> listed.add(one.key()));
                                }
                                return pipe.source().read(ByteBuffer.allocate(1));
                            })
                    .when(callback)
                    .ready(any(), any());
            selector.register(pipe.source(), Set.of(READ), callback);
            callbacks.add(callback);
        }

        start();
        selector.awaitAsleep(background);

        var calls = inOrder(callbacks.toArray());
        for (var key : listed) {
            calls.verify((Callback) key.data()).ready(key, Set.of(READ));
        }
        verifyNoMoreInteractions(callbacks.toArray());
        assertThat(listed).as("who was ready in that round").hasSize(5);
    }

    @Test
    void aCallbackIsCalledAgainWhileThereIsSomethingToDo() throws Exception {
        var pipe = network.pipe();
        Pipes.put(pipe, "abc");
        var callback = consuming(pipe);
        var key = selector.register(pipe.source(), Set.of(READ), callback);

        start();
        selector.awaitAsleep(background);

        verify(callback, times(3)).ready(key, Set.of(READ));
    }

    @Test
    void aCallbackMayRegisterOthers() throws Exception {
        var first = fullPipe();
        var second = fullPipe();
        var later = consuming(second);
        var callback = mock(Callback.class);
        doAnswer(
                        call -> {
                            selector.unregister(first.source());
                            return selector.register(second.source(), Set.of(READ), later);
                        })
                .when(callback)
                .ready(any(), any());
        selector.register(first.source(), Set.of(READ), callback);

        start();
        selector.awaitAsleep(background);

        verify(later).ready(selector.key(second.source()), Set.of(READ));
    }

    @Test
    void whoIsUnregisteredByAnotherCallbackIsNotCalled() throws Exception {
        var called = eachWith((pipe, other) -> selector.unregister(other.source()));

        start();
        selector.awaitAsleep(background);

        assertThat(called)
                .as(
                        "callbacks that were called: two are ready in one round, and each"
                                + " unregisters the other")
                .hasSize(1);
    }

    @Test
    void whoIsClosedByAnotherCallbackIsNotCalled() throws Exception {
        var called = eachWith((pipe, other) -> other.source().close());

        start();
        selector.awaitAsleep(background);

        assertThat(called)
                .as(
                        "callbacks that were called: two are ready in one round, and each closes"
                                + " the other's channel")
                .hasSize(1);
        serves(network.client(listener));
    }

    @Test
    void whoIsUnregisteredAndClosedByAnotherCallbackIsNotCalled() throws Exception {
        var called =
                eachWith((pipe, other) -> {
                    selector.unregister(other.source());
                    other.source().close();
                });

        start();
        selector.awaitAsleep(background);

        assertThat(called)
                .as(
                        "callbacks that were called: two are ready in one round, and each"
                                + " unregisters and closes the other's channel")
                .hasSize(1);
        serves(network.client(listener));
    }

    @Test
    void whoIsNotWatchedForItAnyMoreIsNotCalled() throws Exception {
        var called =
                eachWith((pipe, other) -> {
                    var key = selector.key(other.source());
                    selector.modify(other.source(), Set.of(WRITE), key.data());
                });

        start();
        selector.awaitAsleep(background);

        assertThat(called)
                .as(
                        "callbacks that were called: two are ready for READ in one round, and each"
                                + " lets the other be watched for WRITE alone")
                .hasSize(1);
    }

    @Test
    void aKeyIsAsItIsWhenItsTurnComes() throws Exception {
        var heir = mock(Callback.class);
        var called = eachWith((pipe, other) -> selector.modify(other.source(), Set.of(READ), heir));
        doAnswer(call -> selector.unregister(call.<SelectorKey>getArgument(0).channel()))
                .when(heir)
                .ready(any(), any());

        start();
        selector.awaitAsleep(background);

        assertThat(called)
                .as(
                        "callbacks that were called: two are ready in one round, and each gives the"
                                + " other's channel a new callback")
                .hasSize(1);
        var modified = called.getFirst().equals("left") ? "right" : "left";
        verify(heir)
                .ready(
                        argThat(key -> key.data() == heir && name(key).equals(modified)),
                        eq(Set.of(READ)));
    }

    /** What one callback does to the other's channel. */
    private interface Meddling {
        void with(Pipe own, Pipe other) throws Exception;
    }

    /**
     * Registers two pipes that are ready. The callback of each says its name, reads its byte, and
     * does something to the other.
     *
     * @return who was called
     */
    private List<String> eachWith(Meddling meddling) throws Exception {
        var called = new CopyOnWriteArrayList<String>();
        left = fullPipe();
        right = fullPipe();
        for (var own : List.of(left, right)) {
            Callback callback =
                    (key, events) -> {
                        called.add(name(key));
                        own.source().read(ByteBuffer.allocate(1));
                        meddling.with(own, own == left ? right : left);
                    };
            selector.register(own.source(), Set.of(READ), callback);
        }
        return called;
    }

    private String name(SelectorKey key) {
        return key.channel() == left.source() ? "left" : "right";
    }
}
