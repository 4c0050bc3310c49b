package course.rabbitmq;

import course.kit.Background;
import course.kit.Exercise;

import org.junit.jupiter.api.Nested;

@Exercise(id = "7.6", title = "RpcOverQueue", section = "RabbitMQ队列")
@OnBroker
class RpcOverQueueSpec {

    @Nested
    class Server extends RpcOverQueueServer {
        Server(VirtualHost host, RpcOverQueue rpc, Background background) {
            super(host, rpc, background);
        }
    }

    @Nested
    class Client extends RpcOverQueueClient {
        Client(VirtualHost host, RpcOverQueue rpc, Background background) {
            super(host, rpc, background);
        }
    }

    @Nested
    class Ends extends RpcOverQueueEnds {
        Ends(VirtualHost host, RpcOverQueue rpc, Background background) {
            super(host, rpc, background);
        }
    }

    @Nested
    class BothSides extends RpcOverQueueBothSides {
        BothSides(VirtualHost host, RpcOverQueue rpc, Background background) {
            super(host, rpc, background);
        }
    }
}
