package course.rabbitmq.demo;

import course.broker.BrokerException;
import course.broker.Credentials;
import course.broker.Grant;

import java.util.concurrent.CountDownLatch;

/**
 * The server's side of a remote connection: a broker, and on it what the tutorial types,
 *
 * <pre>
 * rabbitmqctl add_user alex alex3714
 * rabbitmqctl set_permissions -p / alex ".*" ".*" ".*"
 * </pre>
 *
 * Ends on Ctrl-C.
 */
public final class UserSetup {

    public static void main(String[] arguments) throws InterruptedException {
        var broker = StartBroker.start(arguments, UserSetup.class);
        try {
            System.out.println("Adding user \"alex\" ...");
            broker.addUser(new Credentials("alex", "alex3714"));
            System.out.println("Setting permissions for user \"alex\" in vhost \"/\" ...");
            broker.setPermissions("/", "alex", new Grant(".*", ".*", ".*"));
            StartBroker.sayWhere(broker);
            System.out.println("alex may connect. To exit press CTRL+C");
        } catch (BrokerException e) {
            BrokerArgument.end(1, e.getMessage());
        }
        new CountDownLatch(1).await();
    }
}
