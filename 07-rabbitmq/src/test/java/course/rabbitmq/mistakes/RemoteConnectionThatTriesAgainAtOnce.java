package course.rabbitmq.mistakes;

import com.rabbitmq.client.ConnectionFactory;

import course.kit.Mistake;

/**
 * Tries again as soon as it can. When the broker starts anew, a thousand clients that do the same
 * keep it from getting up.
 */
@Mistake(killedBy = "itWaitsBeforeItIsMadeAgain", saying = "the time from the cut to attempt")
final class RemoteConnectionThatTriesAgainAtOnce extends PlainRemoteConnection {

    @Override
    void recover(ConnectionFactory factory, Settings settings) {
        factory.setNetworkRecoveryInterval(1);
    }
}
