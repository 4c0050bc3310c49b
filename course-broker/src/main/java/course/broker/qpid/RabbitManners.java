package course.broker.qpid;

import course.broker.Grant;

import org.apache.qpid.server.message.MessageDestination;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.ExclusivityPolicy;
import org.apache.qpid.server.model.LifetimePolicy;
import org.apache.qpid.server.model.Protocol;
import org.apache.qpid.server.model.Queue;
import org.apache.qpid.server.model.Transport;
import org.apache.qpid.server.model.port.AmqpPort;
import org.apache.qpid.server.protocol.ErrorCodes;
import org.apache.qpid.server.protocol.v0_8.AMQChannel;
import org.apache.qpid.server.protocol.v0_8.AMQPConnection_0_8Impl;
import org.apache.qpid.server.protocol.v0_8.AMQShortString;
import org.apache.qpid.server.protocol.v0_8.transport.AMQDataBlock;
import org.apache.qpid.server.protocol.v0_8.transport.AMQFrame;
import org.apache.qpid.server.protocol.v0_8.transport.BasicAckBody;
import org.apache.qpid.server.protocol.v0_8.transport.BasicCancelBody;
import org.apache.qpid.server.protocol.v0_8.transport.BasicContentHeaderProperties;
import org.apache.qpid.server.protocol.v0_8.transport.BasicNackBody;
import org.apache.qpid.server.protocol.v0_8.transport.ServerChannelMethodProcessor;
import org.apache.qpid.server.transport.AggregateTicker;
import org.apache.qpid.server.transport.ServerNetworkConnection;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * A connection to Qpid on which the broker behaves as RabbitMQ does, in all that this course is
 * about: permissions are regular expressions, an error closes the channel and not the connection, a
 * message that is rejected for good is gone, one that has expired is too, and not before, one that
 * no queue takes comes back and is acked then, an exclusive queue ends with its connection, a queue
 * can't be declared again as another, deleting one that is gone is no error, and who consumes one
 * that is deleted is told so.
 */
final class RabbitManners extends AMQPConnection_0_8Impl {
    private static final int NOT_ALLOWED = 530;
    private static final int PRECONDITION_FAILED = 406;
    private static final String QPIDS_REFUSAL = "Authentication failed";

    private final Grants grants;
    private final Consumers consumers;
    private final Map<Integer, Wrapped> wrapped = new HashMap<>();
    private AMQDataBlock ackAfterReturn;

    private record Wrapped(AMQChannel channel, ServerChannelMethodProcessor processor) {}

    RabbitManners(
            Broker<?> broker,
            ServerNetworkConnection network,
            AmqpPort<?> port,
            Transport transport,
            Protocol protocol,
            long id,
            AggregateTicker ticker) {
        super(broker, network, port, transport, protocol, id, ticker);
        grants = Grants.of(broker);
        consumers = Consumers.of(broker);
    }

    @Override
    public void receiveConnectionOpen(
            AMQShortString virtualHost, AMQShortString capabilities, boolean insist) {
        var name = String.valueOf(virtualHost);
        var space = ((AmqpPort<?>) getPort()).getAddressSpace(name.replaceFirst("^/", ""));
        if (space == null) {
            super.sendConnectionClose(
                    NOT_ALLOWED, "NOT_ALLOWED - vhost %s not found".formatted(name), 0);
        } else if (grants.of(space.getName(), user()).isEmpty()) {
            super.sendConnectionClose(
                    NOT_ALLOWED,
                    "NOT_ALLOWED - access to vhost '%s' refused for user '%s'"
                            .formatted(name, user()),
                    0);
        } else {
            super.receiveConnectionOpen(virtualHost, capabilities, insist);
        }
    }

    private String user() {
        return getAuthorizedPrincipal().getName();
    }

    @Override
    public void sendConnectionClose(int code, String message, int channelId) {
        var channel = channelId == 0 ? null : getChannel(channelId);
        if (QPIDS_REFUSAL.equals(message)) {
            super.sendConnectionClose(
                    ErrorCodes.ACCESS_REFUSED,
                    "ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN.",
                    0);
        } else if (channel != null && isTheChannelsOwn(code)) {
            closeChannelAndWriteFrame(
                    channel, code == NOT_ALLOWED ? PRECONDITION_FAILED : code, message);
        } else {
            super.sendConnectionClose(code, message, channelId);
        }
    }

    /** What no queue takes is nacked by Qpid, and returned after that. */
    @Override
    public synchronized void writeFrame(AMQDataBlock block) {
        if (block instanceof AMQFrame frame && frame.getBodyFrame() instanceof BasicNackBody nack) {
            ackAfterReturn =
                    new AMQFrame(
                            frame.getChannel(), new BasicAckBody(nack.getDeliveryTag(), false));
        } else {
            super.writeFrame(block);
        }
    }

    private synchronized void ackWhatWasReturned() {
        if (ackAfterReturn != null) {
            writeFrame(ackAfterReturn);
            ackAfterReturn = null;
        }
    }

    private static boolean isTheChannelsOwn(int code) {
        return switch (code) {
            case ErrorCodes.ACCESS_REFUSED,
                    ErrorCodes.NOT_FOUND,
                    ErrorCodes.ALREADY_EXISTS,
                    ErrorCodes.IN_USE,
                    NOT_ALLOWED ->
                    true;
            default -> false;
        };
    }

    @Override
    public ServerChannelMethodProcessor getChannelMethodProcessor(int channelId) {
        var processor = super.getChannelMethodProcessor(channelId);
        if (!(processor instanceof AMQChannel channel)) {
            wrapped.remove(channelId);
            return processor;
        }
        var known = wrapped.get(channelId);
        if (known == null || known.channel() != channel) {
            known = new Wrapped(channel, wrap(channel));
            wrapped.put(channelId, known);
        }
        return known.processor();
    }

    private ServerChannelMethodProcessor wrap(AMQChannel channel) {
        return (ServerChannelMethodProcessor)
                Proxy.newProxyInstance(
                        RabbitManners.class.getClassLoader(),
                        new Class<?>[] {ServerChannelMethodProcessor.class},
                        new Channel(channel));
    }

    /** What a channel is told, before Qpid's own hears it. */
    private final class Channel implements InvocationHandler, Consumers.Owner {
        private final AMQChannel channel;
        private String lastDeclared = "";

        Channel(AMQChannel channel) {
            this.channel = channel;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (method.getName().startsWith("receive") && !mayPass(method.getName(), arguments)) {
                return null;
            }
            try {
                if (method.getName().equals("receiveChannelClose")) {
                    consumers.removeAll(this);
                }
                var result = method.invoke(channel, arguments);
                ackWhatWasReturned();
                if (method.getName().equals("receiveQueueDelete")) {
                    tellConsumers(text(arguments[0]));
                }
                return result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        /** Answers an error itself, and then the method does not pass. */
        private boolean mayPass(String method, Object[] arguments) {
            return switch (method) {
                case "receiveExchangeDeclare" ->
                        (boolean) arguments[2] || mayConfigure("exchange", arguments[0]);
                case "receiveExchangeDelete" -> mayConfigure("exchange", arguments[0]);
                case "receiveQueueDeclare" -> mayDeclare(arguments);
                case "receiveQueueDelete" -> mayDelete(arguments);
                case "receiveQueueBind", "receiveQueueUnbind" ->
                        mayWrite("queue", named(arguments, 0)) && mayRead("exchange", arguments[1]);
                case "receiveQueuePurge", "receiveBasicGet" ->
                        mayRead("queue", named(arguments, 0));
                case "receiveBasicConsume" -> mayConsume(arguments);
                case "receiveBasicCancel" -> {
                    consumers.remove(this, text(arguments[0]));
                    yield true;
                }
                case "receiveBasicPublish" -> mayWrite("exchange", arguments[0]);
                case "receiveMessageHeader" ->
                        expiresFromNow((BasicContentHeaderProperties) arguments[0]);
                case "receiveBasicReject" -> mayReject((long) arguments[0], false, arguments[1]);
                case "receiveBasicNack" ->
                        mayReject((long) arguments[0], (boolean) arguments[1], arguments[2]);
                default -> true;
            };
        }

        /** No name stands for the queue that was declared last. */
        private Object named(Object[] arguments, int index) {
            if (text(arguments[index]).isEmpty()) {
                arguments[index] = AMQShortString.valueOf(lastDeclared);
            }
            return arguments[index];
        }

        private boolean mayDeclare(Object[] arguments) {
            boolean passive = (boolean) arguments[1];
            if (!passive && text(arguments[0]).isEmpty()) {
                arguments[0] = AMQShortString.valueOf("amq.gen-" + UUID.randomUUID());
            }
            var name = text(arguments[0]);
            if (!passive) {
                boolean durable = (boolean) arguments[2];
                boolean exclusive = (boolean) arguments[3];
                boolean autoDelete = (boolean) arguments[4];
                if (!mayConfigure("queue", name)
                        || !isTheSame(name, durable, exclusive, autoDelete)) {
                    return false;
                }
                // A durable one would outlive its connection.
                arguments[2] = durable && !exclusive;
            }
            lastDeclared = name;
            return true;
        }

        private boolean isTheSame(
                String name, boolean durable, boolean exclusive, boolean autoDelete) {
            if (!(destination(name) instanceof Queue<?> queue)) {
                return true;
            }
            var isExclusive = queue.getExclusive() != ExclusivityPolicy.NONE;
            var isAutoDelete =
                    queue.getLifetimePolicy() == LifetimePolicy.DELETE_ON_NO_OUTBOUND_LINKS;
            if (!isExclusive && queue.isDurable() != durable) {
                return differs("durable", name, durable);
            }
            if (isExclusive != exclusive) {
                return differs("exclusive", name, exclusive);
            }
            return isAutoDelete == autoDelete || differs("auto_delete", name, autoDelete);
        }

        private boolean differs(String what, String name, boolean wanted) {
            return refuse(
                    PRECONDITION_FAILED,
                    ("PRECONDITION_FAILED - inequivalent arg '%s' for queue '%s' in vhost '%s':"
                                    + " received '%s' but current is '%s'")
                            .formatted(what, name, getAddressSpace().getName(), wanted, !wanted));
        }

        private boolean mayConsume(Object[] arguments) {
            if (!mayRead("queue", named(arguments, 0))) {
                return false;
            }
            if (text(arguments[1]).isEmpty()) {
                arguments[1] = AMQShortString.valueOf("amq.ctag-" + UUID.randomUUID());
            }
            consumers.add(place(text(arguments[0])), this, text(arguments[1]));
            return true;
        }

        private String place(String queue) {
            return getAddressSpace().getName() + "/" + queue;
        }

        /** Qpid tells nobody that a queue has been deleted. */
        private void tellConsumers(String queue) {
            if (!(destination(queue) instanceof Queue<?>)) {
                consumers.takeAll(place(queue)).forEach(Consumers.Consumer::tell);
            }
        }

        @Override
        public void isCancelled(String tag) {
            doOnIOThreadAsync(() -> {
                if (getChannel(channel.getChannelId()) == channel && !channel.isClosing()) {
                    writeFrame(
                            new BasicCancelBody(AMQShortString.valueOf(tag), true)
                                    .generateFrame(channel.getChannelId()));
                }
            });
        }

        /** A queue that is not there is deleted already. */
        private boolean mayDelete(Object[] arguments) {
            var name = named(arguments, 0);
            boolean nowait = (boolean) arguments[3];
            if (!mayConfigure("queue", name)) {
                return false;
            }
            var isThere = destination(text(name)) instanceof Queue<?>;
            if (!isThere && !nowait) {
                writeFrame(
                        getMethodRegistry()
                                .createQueueDeleteOkBody(0)
                                .generateFrame(channel.getChannelId()));
            }
            return isThere;
        }

        private MessageDestination destination(String name) {
            return getAddressSpace().getAttainedMessageDestination(name, false);
        }

        /** An expiration is a span of time; Qpid takes it for a point in time. */
        private static boolean expiresFromNow(BasicContentHeaderProperties properties) {
            if (properties.hasExpiration()) {
                properties.setExpiration(System.currentTimeMillis() + properties.getExpiration());
            }
            return true;
        }

        /** With no dead letter exchange, rejecting a message for good is acknowledging it. */
        private boolean mayReject(long deliveryTag, boolean multiple, Object requeue) {
            if (!(boolean) requeue) {
                channel.receiveBasicAck(deliveryTag, multiple);
            }
            return (boolean) requeue;
        }

        private boolean mayConfigure(String kind, Object name) {
            return isGranted(Grant::configure, kind, name);
        }

        private boolean mayWrite(String kind, Object name) {
            return isGranted(Grant::write, kind, name);
        }

        private boolean mayRead(String kind, Object name) {
            return isGranted(Grant::read, kind, name);
        }

        private boolean isGranted(Function<Grant, String> pattern, String kind, Object named) {
            var virtualHost = getAddressSpace().getName();
            var name = text(named);
            if (kind.equals("exchange") && name.isEmpty()) {
                name = "amq.default";
            }
            var grant = grants.of(virtualHost, user());
            if (grant.isPresent() && Grants.matches(pattern.apply(grant.get()), name)) {
                return true;
            }
            return refuse(
                    ErrorCodes.ACCESS_REFUSED,
                    "ACCESS_REFUSED - access to %s '%s' in vhost '%s' refused for user '%s'"
                            .formatted(kind, name, virtualHost, user()));
        }

        private boolean refuse(int code, String message) {
            closeChannelAndWriteFrame(channel, code, message);
            return false;
        }

        private static String text(Object name) {
            return name == null ? "" : name.toString();
        }
    }
}
