package course.rabbitmq.exercise;

import com.rabbitmq.client.Connection;

import course.rabbitmq.RemoteConnection;

/** Exercise 7.3. */
public final class ExerciseRemoteConnection implements RemoteConnection {

    @Override
    public Connection connect(Login login, Settings settings) throws ConnectFailed {
        // TODO 7.3.2: its timeouts, its heartbeat, and its recovery, from the settings
        // TODO 7.3.3: connect, and tell the failures apart: by the type of what is thrown, or by
        //  the reason of the ShutdownSignalException behind it
        // TODO 7.3.4: say who, where and what in the message, and keep the password out of it
        throw new UnsupportedOperationException(
                "TODO 7.3.1: give a ConnectionFactory the host, the port, the virtual host, the"
                        + " user and the password");
    }
}
