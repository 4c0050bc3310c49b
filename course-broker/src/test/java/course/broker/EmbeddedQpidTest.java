package course.broker;

import static org.assertj.core.api.Assertions.assertThat;

import course.broker.qpid.EmbeddedQpid;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedQpidTest extends BrokerTest {
    private static Broker broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedQpid.start(0);
    }

    @AfterAll
    static void end() {
        broker.close();
    }

    @Override
    Broker broker() {
        return broker;
    }

    @Test
    void itSaysWhatItIs() {
        assertThat(broker.description())
                .isEqualTo("embedded Qpid Broker-J 10.1.0 on port " + broker.address().getPort());
        assertThat(broker.canCrash()).isFalse();
    }
}
