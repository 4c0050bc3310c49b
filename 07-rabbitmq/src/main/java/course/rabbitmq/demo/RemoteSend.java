package course.rabbitmq.demo;

import course.rabbitmq.HelloQueue;
import course.rabbitmq.RemoteConnection.Login;
import course.rabbitmq.RemoteConnection.Settings;
import course.rabbitmq.reference.ReferenceRemoteConnection;
import course.rabbitmq.reference.Refusal;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The tutorial's sender with credentials: those of {@link UserSetup}, or others. */
public final class RemoteSend {
    private static final Settings SETTINGS =
            new Settings(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(1));

    public static void main(String[] arguments) {
        var broker =
                BrokerArgument.of(
                        arguments, RemoteSend.class, "amqp://alex:alex3714@localhost:5672");
        try (var connection = new ReferenceRemoteConnection().connect(login(broker), SETTINGS)) {
            var channel = connection.createChannel();
            channel.queueDeclare(HelloQueue.QUEUE, true, false, false, null);
            channel.basicPublish(
                    "", HelloQueue.QUEUE, null, "Hello World!".getBytes(StandardCharsets.UTF_8));
            System.out.println(" [x] Sent 'Hello World!'");
        } catch (IOException e) {
            BrokerArgument.end(1, Refusal.reason(e));
        }
    }

    private static Login login(URI broker) {
        var user = broker.getUserInfo() == null ? "guest:guest" : broker.getUserInfo();
        var colon = user.indexOf(':');
        var path = broker.getPath();
        return new Login(
                broker.getHost(),
                BrokerArgument.port(broker),
                path.length() > 1 ? path.substring(1) : "/",
                colon < 0 ? user : user.substring(0, colon),
                colon < 0 ? "" : user.substring(colon + 1));
    }
}
