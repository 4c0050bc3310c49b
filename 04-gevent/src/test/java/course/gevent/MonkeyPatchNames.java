package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;

import course.gevent.system.Names;
import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Names are resolved while the others go on. */
abstract class MonkeyPatchNames extends MonkeyPatchExamples {
    MonkeyPatchNames(
            Candidate<MonkeyPatch> patches,
            Candidate<Hub> hubs,
            Candidate<Cancellation> cancellations,
            Greenlets greenlets,
            Network network,
            Background background) {
        super(patches, hubs, cancellations, greenlets, network, background);
    }

    @Test
    void aNameIsResolvedWhileTheOthersGoOn() throws Exception {
        var server = network.server();
        var answered = new CountDownLatch(1);
        names(host -> {
            answered.await();
            return InetAddress.getLoopbackAddress();
        });
        var page =
                hub.spawn(
                        "the reader",
                        () ->
                                get(
                                        "http://slow.course.example:"
                                                + server.address().getPort()
                                                + "/"));
        var other =
                hub.spawn(
                        "the other",
                        () -> {
                            hub.sleepUntil(page::hasStarted);
                            return page.hasEnded();
                        });

        start();
        try {
            assertThat(other.value()).isFalse();
        } finally {
            answered.countDown();
        }
        answer(server.accepts(), "hello");

        assertThat(page.value()).isEqualTo("hello");
    }

    @Test
    void aNameThatNobodyKnowsIsAnUnknownHost() throws Exception {
        names(host -> {
            throw new UnknownHostException(host);
        });
        var page = hub.spawn("the reader", () -> get("http://nowhere.course.example/"));

        start();

        assertThat(page.thrown())
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("nowhere.course.example");
    }

    @Test
    void otherThreadsResolveTheirNamesThemselves() throws Exception {
        var askedOn = new CopyOnWriteArrayList<Thread>();
        names(host -> {
            askedOn.add(Thread.currentThread());
            return InetAddress.getLoopbackAddress();
        });
        hub.spawn("the green thread", () -> InetAddress.getByName("green.course.example"))
                .hasEnded();

        start();
        background.await("a name is asked for", () -> askedOn.size() == 1);
        var plain = onAThread(() -> InetAddress.getByName("plain.course.example"));
        var virtual = onAVirtualThread(() -> InetAddress.getByName("virtual.course.example"));
        plain.value();
        virtual.value();

        assertThat(askedOn.subList(1, 3))
                .containsExactlyInAnyOrder(plain.thread(), virtual.thread());
    }

    @Test
    void theNameOfAnAddressIsAskedForWhileTheOthersGoOn() throws Exception {
        var answered = new CountDownLatch(1);
        var address = InetAddress.getByAddress(new byte[] {127, 0, 0, 77});
        Names.askInsteadOfTheSystem(
                new InetAddressResolver() {
                    @Override
                    public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) {
                        return Stream.of(address);
                    }

                    @Override
                    public String lookupByAddress(byte[] bytes) throws UnknownHostException {
                        try {
                            answered.await();
                            return "named.course.example";
                        } catch (InterruptedException e) {
                            throw new UnknownHostException("interrupted");
                        }
                    }
                });
        var name = hub.spawn("the one who asks", address::getHostName);
        var other =
                hub.spawn(
                        "the other",
                        () -> {
                            hub.sleepUntil(name::hasStarted);
                            return name.hasEnded();
                        });

        start();
        try {
            assertThat(other.value())
                    .as("the name of an address was there before the other went on")
                    .isFalse();
        } finally {
            answered.countDown();
        }

        assertThat(name.value()).as("the name").isEqualTo("named.course.example");
    }

    @Test
    void aNameThatNobodyKnowsIsAnUnknownHostInAMonitorAndOnOtherThreadsToo() throws Exception {
        names(host -> {
            throw new UnknownHostException(host);
        });
        var monitor = new Object();
        Callable<InetAddress> asks = () -> InetAddress.getByName("unknown.course.example");
        var pinned =
                hub.spawn(
                        "who asks inside synchronized",
                        () -> {
                            synchronized (monitor) {
                                return asks.call();
                            }
                        });

        start();

        for (var asking : List.of(pinned, onAThread(asks), onAVirtualThread(asks))) {
            assertThat(asking.throwing(UnknownHostException.class))
                    .hasMessageContaining("unknown.course.example");
        }
    }

    /** What a resolver fails with besides. */
    enum OtherFailure {
        AN_UNCHECKED_EXCEPTION,
        AN_ERROR
    }

    @ParameterizedTest
    @EnumSource
    void whoAsksIsToldIfTheResolverFailsOtherwise(OtherFailure kind) throws Exception {
        names(
                host -> fail(kind),
                address -> {
                    fail(kind);
                    return "named.course.example";
                });
        var host = "fails%s.course.example".formatted(kind.ordinal());
        var address = new byte[] {127, 0, 0, (byte) (90 + kind.ordinal())};
        var name =
                hub.spawn(
                        "who asks for a name, when the resolver fails with %s,".formatted(kind),
                        () -> InetAddress.getByName(host));
        var nameOfAddress =
                hub.spawn(
                        "who asks for the name of an address, when the resolver fails with %s,"
                                .formatted(kind),
                        () -> InetAddress.getByAddress(address).getHostName());

        start();

        name.thrown();
        background.await(nameOfAddress.name() + " ends", nameOfAddress::hasEnded);
    }

    private static InetAddress fail(OtherFailure kind) {
        if (kind == OtherFailure.AN_ERROR) {
            throw new LinkageError("on purpose");
        }
        throw new IllegalStateException("on purpose");
    }

    @Test
    void anAddressWithoutANameIsItsOwnName() throws Exception {
        names(host -> InetAddress.getLoopbackAddress());
        var name =
                hub.spawn(
                        "the one who asks",
                        () -> InetAddress.getByAddress(new byte[] {127, 0, 0, 78}).getHostName());

        start();

        assertThat(name.value())
                .as("the name of an address whose name nobody knows")
                .isEqualTo("127.0.0.78");
    }

    @Test
    void otherThreadsAskForTheNameOfAnAddressThemselves() throws Exception {
        var askedOn = new CopyOnWriteArrayList<Thread>();
        var address = new byte[] {127, 0, 0, 81};
        names(
                host -> InetAddress.getByAddress(address),
                asked -> {
                    askedOn.add(Thread.currentThread());
                    return "asked.course.example";
                });
        Callable<String> asks = () -> InetAddress.getByAddress(address).getHostName();

        var plain = onAThread(asks);
        var virtual = onAVirtualThread(asks);

        assertThat(List.of(plain.value(), virtual.value()))
                .as("the names")
                .containsOnly("asked.course.example");
        assertThat(askedOn)
                .as("the threads on which they were asked for")
                .containsExactlyInAnyOrder(plain.thread(), virtual.thread());
    }
}
