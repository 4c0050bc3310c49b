package course.cli.grade.command;

import course.broker.Broker;
import course.broker.Brokers;
import course.broker.Credentials;
import course.broker.Grant;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A broker for one grading, with a user and a virtual host that nobody else knows: an answer that
 * is run on this machine can't hand in a result of its own.
 */
final class OwnBroker implements AutoCloseable {
    private final Broker broker = Brokers.start(0);
    private final String host = "course-grade-" + random();
    private final Credentials user = new Credentials(host, random());

    OwnBroker() {
        broker.addVirtualHost(host);
        broker.addUser(user);
        broker.setPermissions(host, user.name(), Grant.ALL);
    }

    String uri() {
        return broker.uri(host, user).toString();
    }

    private static String random() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() {
        try {
            broker.deleteUser(user.name());
            broker.deleteVirtualHost(host);
        } finally {
            broker.close();
        }
    }
}
