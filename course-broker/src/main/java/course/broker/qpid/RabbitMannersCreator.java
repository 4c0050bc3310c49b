package course.broker.qpid;

import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.Protocol;
import org.apache.qpid.server.model.Transport;
import org.apache.qpid.server.model.port.AmqpPort;
import org.apache.qpid.server.plugin.ProtocolEngineCreator;
import org.apache.qpid.server.protocol.v0_8.ProtocolEngineCreator_0_9_1;
import org.apache.qpid.server.transport.AggregateTicker;
import org.apache.qpid.server.transport.ProtocolEngine;
import org.apache.qpid.server.transport.ServerNetworkConnection;

/** Takes the place of Qpid's own connections for AMQP 0-9-1. Found as a service. */
public final class RabbitMannersCreator implements ProtocolEngineCreator {
    private static final ProtocolEngineCreator REPLACED = new ProtocolEngineCreator_0_9_1();

    /** Qpid takes the first creator that fits, so its own must not be there. */
    static void replaceQpidsOwn() {
        System.setProperty(
                "qpid.plugin.disabled:protocolenginecreator." + REPLACED.getType(), "true");
    }

    @Override
    public Protocol getVersion() {
        return REPLACED.getVersion();
    }

    @Override
    public byte[] getHeaderIdentifier() {
        return REPLACED.getHeaderIdentifier();
    }

    @Override
    public byte[] getSuggestedAlternativeHeader() {
        return REPLACED.getSuggestedAlternativeHeader();
    }

    @Override
    public String getType() {
        return RabbitManners.class.getName();
    }

    @Override
    public ProtocolEngine newProtocolEngine(
            Broker<?> broker,
            ServerNetworkConnection network,
            AmqpPort<?> port,
            Transport transport,
            long id,
            AggregateTicker ticker) {
        var connection =
                new RabbitManners(broker, network, port, transport, getVersion(), id, ticker);
        connection.create();
        return connection;
    }
}
