package course.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class BrokerChoiceTest {

    /** A source for which nothing has to run. */
    private record Fake(String name, Optional<String> missing, Optional<String> failure)
            implements BrokerSource {

        static Fake there(String name) {
            return new Fake(name, Optional.empty(), Optional.empty());
        }

        static Fake missing(String name, String why) {
            return new Fake(name, Optional.of(why), Optional.empty());
        }

        static Fake failing(String name, String why) {
            return new Fake(name, Optional.empty(), Optional.of(why));
        }

        @Override
        public String found() {
            return name + " is there";
        }

        @Override
        public Broker start(int port) {
            if (failure.isPresent()) {
                throw new BrokerException(failure.get());
            }
            return (Broker)
                    Proxy.newProxyInstance(
                            Broker.class.getClassLoader(),
                            new Class<?>[] {Broker.class},
                            (proxy, method, arguments) -> "a broker by " + name);
        }
    }

    private static String lineOf(Optional<String> named, BrokerSource... sources) {
        return new BrokerChoice(List.of(sources), named).start(0).line();
    }

    @Test
    void takesTheFirstThatIsThereAndSaysWhy() {
        assertThat(
                        lineOf(
                                Optional.empty(),
                                Fake.missing("uri", "no URI"),
                                Fake.there("rabbitmq"),
                                Fake.there("qpid")))
                .isEqualTo("broker: a broker by rabbitmq (no URI; rabbitmq is there)");
    }

    @Test
    void asksNobodyAfterTheOneThatItTakes() {
        BrokerSource untouchable =
                (BrokerSource)
                        Proxy.newProxyInstance(
                                BrokerSource.class.getClassLoader(),
                                new Class<?>[] {BrokerSource.class},
                                (proxy, method, arguments) -> {
                                    throw new AssertionError("Docker was asked");
                                });

        assertThat(lineOf(Optional.empty(), Fake.there("rabbitmq"), untouchable))
                .contains("rabbitmq");
    }

    @Test
    void saysWhatWasThereAndDidNotStart() {
        assertThat(
                        lineOf(
                                Optional.empty(),
                                Fake.failing("rabbitmq", "it is broken"),
                                Fake.there("qpid")))
                .isEqualTo("broker: a broker by qpid (it is broken; qpid is there)");
    }

    @Test
    void takesTheOneThatIsNamed() {
        assertThat(lineOf(Optional.of("qpid"), Fake.there("rabbitmq"), Fake.there("qpid")))
                .isEqualTo("broker: a broker by qpid (COURSE_BROKER=qpid)");
    }

    @Test
    void aNamedOneThatIsMissingIsAFailureWithTheReason() {
        assertThatThrownBy(() ->
                        lineOf(
                                Optional.of("rabbitmq"),
                                Fake.missing("rabbitmq", "none is installed"),
                                Fake.there("qpid")))
                .isInstanceOf(BrokerException.class)
                .hasMessage("COURSE_BROKER=rabbitmq: none is installed");
    }

    @Test
    void saysWhichItWouldBeWithoutAStart() {
        var sources =
                List.<BrokerSource>of(
                        Fake.missing("uri", "no URI"),
                        Fake.failing("rabbitmq", "it is broken"),
                        Fake.there("qpid"));

        assertThat(new BrokerChoice(sources, Optional.empty()).wouldBe())
                .isEqualTo("rabbitmq (no URI; rabbitmq is there)");
        assertThat(new BrokerChoice(sources, Optional.of("qpid")).wouldBe())
                .isEqualTo("qpid (COURSE_BROKER=qpid)");
        assertThatThrownBy(() -> new BrokerChoice(sources, Optional.of("uri")).wouldBe())
                .hasMessage("COURSE_BROKER=uri: no URI");
        assertThatThrownBy(() -> new BrokerChoice(sources, Optional.of("kafka")).wouldBe())
                .hasMessage("COURSE_BROKER=kafka names no broker: there are uri, rabbitmq, qpid");
    }

    @Test
    void aNamedOneThatDoesNotStartIsAFailureWithTheReason() {
        assertThatThrownBy(() ->
                        lineOf(
                                Optional.of("rabbitmq"),
                                Fake.failing("rabbitmq", "it is broken"),
                                Fake.there("qpid")))
                .isInstanceOf(BrokerException.class)
                .hasMessage("COURSE_BROKER=rabbitmq: it is broken");
    }

    @Test
    void aNameThatIsNoneIsAFailureWithThoseThereAre() {
        assertThatThrownBy(() ->
                        lineOf(Optional.of("kafka"), Fake.there("rabbitmq"), Fake.there("qpid")))
                .isInstanceOf(BrokerException.class)
                .hasMessage("COURSE_BROKER=kafka names no broker: there are rabbitmq, qpid");
    }

    @Test
    void anExternalOneThatDoesNotAnswerIsNotReplacedByAnother() {
        var external =
                new ExternalBroker.Source(
                        Map.of("COURSE_AMQP_URI", "amqp://alex:alex3714@127.0.0.1:1/"));

        assertThatThrownBy(() -> lineOf(Optional.empty(), external, Fake.there("qpid")))
                .isInstanceOf(BrokerException.class)
                .hasMessageStartingWith("COURSE_AMQP_URI: nothing answers on 127.0.0.1:1")
                .hasMessageNotContaining("alex3714");
    }

    @Test
    void anAddressThatIsNoneIsToldWithoutItsPassword() {
        var external =
                new ExternalBroker.Source(Map.of("COURSE_AMQP_URI", "amqp://alex:alex 3714@x/"));

        assertThatThrownBy(() -> lineOf(Optional.empty(), external))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("COURSE_AMQP_URI is no URI")
                .hasMessageNotContaining("3714");
    }
}
