package course.broker;

import java.net.InetSocketAddress;
import java.util.Map;

/** A RabbitMQ, wherever it runs: all are administered in the same way. */
abstract class Rabbit implements Broker {
    private final InetSocketAddress address;
    private final Credentials administrator;
    private final ManagementApi management;

    Rabbit(InetSocketAddress address, Credentials administrator, ManagementApi management) {
        this.address = address;
        this.administrator = administrator;
        this.management = management;
    }

    ManagementApi management() {
        return management;
    }

    @Override
    public Product product() {
        return Product.RABBITMQ;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public Credentials administrator() {
        return administrator;
    }

    @Override
    public void addVirtualHost(String name) {
        management.addVirtualHost(name);
        management.setPermissions(name, administrator.name(), Grant.ALL);
    }

    @Override
    public void deleteVirtualHost(String name) {
        management.deleteVirtualHost(name);
    }

    @Override
    public void addUser(Credentials user) {
        management.addUser(user);
    }

    @Override
    public void deleteUser(String name) {
        management.deleteUser(name);
    }

    @Override
    public void setPermissions(String virtualHost, String user, Grant grant) {
        management.setPermissions(virtualHost, user, grant);
    }

    @Override
    public void clearPermissions(String virtualHost, String user) {
        management.clearPermissions(virtualHost, user);
    }

    @Override
    public Map<String, String> shared() {
        return ExternalBroker.shared(this);
    }
}
