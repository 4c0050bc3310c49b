package course.rabbitmq.mistakes;

import com.rabbitmq.client.ConnectionFactory;

import course.kit.Mistake;

/**
 * The virtual host is the default one. In real life: "not found", for a queue that everybody can
 * see in the management's pages; or a user who is refused and may enter.
 */
@Mistake(killedBy = "theRightCredentialsConnect", saying = "vhost")
final class RemoteConnectionThatForgetsTheVirtualHost extends PlainRemoteConnection {

    @Override
    void address(ConnectionFactory factory, Login login) throws Exception {
        super.address(factory, login);
        factory.setVirtualHost("/");
    }
}
