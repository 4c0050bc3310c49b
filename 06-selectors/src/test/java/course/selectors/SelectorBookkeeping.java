package course.selectors;

import static course.selectors.Event.READ;
import static course.selectors.Event.WRITE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;
import course.selectors.Selector.Ready;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What the backend is told, and what it says. */
abstract class SelectorBookkeeping extends SelectorExamples {
    SelectorBookkeeping(
            Candidate<Selector> selectors,
            Candidate<Backends> backends,
            Network network,
            Background background) {
        super(selectors, backends, network, background);
    }

    @Test
    void theBackendIsToldOnceOfEachChannel() throws Exception {
        var backend = mock(Backend.class);
        var selector = selectors.create(backend);
        var source = network.pipe().source();

        selector.register(source, Set.of(READ), null);
        selector.unregister(source);

        var calls = inOrder(backend);
        calls.verify(backend).add(source, Set.of(READ));
        calls.verify(backend).remove(source);
        verifyNoMoreInteractions(backend);
    }

    @Test
    void theBackendIsToldOfOtherEventsButNotOfOtherData() throws Exception {
        var backend = mock(Backend.class);
        var selector = selectors.create(backend);
        var source = network.pipe().source();
        selector.register(source, Set.of(READ), "old");
        clearInvocations(backend);

        selector.modify(source, Set.of(READ), "new");
        verifyNoInteractions(backend);

        selector.modify(source, Set.of(WRITE), "new");
        verify(backend).change(source, Set.of(WRITE));
        verifyNoMoreInteractions(backend);
    }

    @Test
    void whatTheBackendRefusesIsRolledBack() throws Exception {
        var backend = mock(Backend.class);
        var selector = selectors.create(backend);
        var source = network.pipe().source();

        for (var failure : List.of(new IOException("full"), new IllegalArgumentException("no"))) {
            doThrow(failure).when(backend).add(any(), any());
            assertThrows(
                    failure.getClass(),
                    () -> selector.register(source, Set.of(READ), null),
                    "register, when the backend does,");
            assertThat(selector.map()).as("the map, after the backend has refused").isEmpty();
        }

        doNothing().when(backend).add(any(), any());
        selector.register(source, Set.of(READ), null);
        assertThat(selector.map()).as("the map").containsOnlyKeys(source);
    }

    @Test
    void aChangeThatTheBackendRefusesIsRolledBack() throws Exception {
        var backend = mock(Backend.class);
        var selector = selectors.create(backend);
        var source = network.pipe().source();
        var key = selector.register(source, Set.of(READ), "old");

        doThrow(new IOException("full")).when(backend).change(any(), any());
        assertThrows(
                IOException.class,
                () -> selector.modify(source, Set.of(WRITE), "new"),
                "modify, when the backend does,");

        assertKey(selector.key(source))
                .as("the key, after the backend has refused to change it")
                .isEqualTo(key);
    }

    @Test
    void aBackendThatCannotRemoveIsNotHeard() throws Exception {
        var backend = mock(Backend.class);
        var selector = selectors.create(backend);
        var source = network.pipe().source();
        selector.register(source, Set.of(READ), null);

        doThrow(new IOException("closed since")).when(backend).remove(any());
        selector.unregister(source);

        assertThat(selector.map()).as("the map").isEmpty();
        finds(backend, source, Set.of(READ));
        assertReady(selector.select(AT_ONCE))
                .as("the backend reports a channel that it could not remove")
                .isEmpty();
    }

    @Test
    void whatTheBackendFindsIsCutToWhatWasAskedFor() throws Exception {
        var backend = mock(Backend.class);
        var selector = selectors.create(backend);
        var reader = network.pipe().source();
        var writer = network.pipe().sink();
        var readerKey = selector.register(reader, Set.of(READ), null);
        selector.register(writer, Set.of(WRITE), null);

        finds(backend, reader, Set.of(READ, WRITE));
        assertReady(selector.select(AT_ONCE))
                .as("the backend reports READ and WRITE of a channel that is watched for READ")
                .containsExactly(new Ready(readerKey, Set.of(READ)));

        finds(backend, writer, Set.of(READ));
        assertReady(selector.select(AT_ONCE))
                .as("the backend reports READ of a channel that is watched for WRITE")
                .isEmpty();
    }

    private static void finds(Backend backend, SelectableChannel channel, Set<Event> events)
            throws Exception {
        doAnswer(
                        call -> {
                            call.<Backend.Found>getArgument(1).ready(channel, events);
                            return null;
                        })
                .when(backend)
                .await(any(), any());
    }

    @Test
    void theBackendGetsTimeoutsThatItUnderstands() throws Exception {
        for (var example :
                List.of(
                        new Timeouts(null, null),
                        new Timeouts(Duration.ZERO, Duration.ZERO),
                        new Timeouts(Duration.ofMillis(-5), Duration.ZERO),
                        new Timeouts(Duration.ofNanos(1), Duration.ofNanos(1)),
                        new Timeouts(
                                Duration.ofMillis(Integer.MAX_VALUE),
                                Duration.ofMillis(Integer.MAX_VALUE)),
                        new Timeouts(Duration.ofMillis(1L + Integer.MAX_VALUE), null))) {
            var backend = mock(Backend.class);
            var selector = selectors.create(backend);
            var source = network.pipe().source();
            selector.register(source, Set.of(READ), null);
            finds(backend, source, Set.of(READ));

            selector.select(example.asked());

            verify(backend).await(eq(example.handedOn()), any(Backend.Found.class));
        }
    }

    /** What select was asked with, and what the backend has to be asked with then. */
    private record Timeouts(Duration asked, Duration handedOn) {}

    @Test
    void whatEndsAWaitIsPassedOn() throws Exception {
        var backend = mock(Backend.class);
        var selector = selectors.create(backend);

        for (var failure :
                List.of(
                        new InterruptedException(),
                        new IOException("broken"),
                        new IllegalStateException("broken"))) {
            doThrow(failure).when(backend).await(any(), any());
            assertThrows(
                    failure.getClass(),
                    () -> selector.select(null),
                    "select, when its backend does,");
        }
    }

    @Test
    void closingItClosesTheBackend() throws Exception {
        var backend = mock(Backend.class);
        var selector = selectors.create(backend);
        selector.register(network.pipe().source(), Set.of(READ), null);

        selector.close();

        verify(backend, atLeastOnce()).close();
    }
}
