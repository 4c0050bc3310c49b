package course.rabbitmq.exercise;

import course.rabbitmq.Permissions;

/** Exercise 7.2. */
public final class ExercisePermissions implements Permissions {

    @Override
    public void rabbitmqctl(String... arguments) {
        // TODO 7.2.2: remember which users there are; refuse what can't be, before anything changes
        // TODO 7.2.3: for set_permissions, remember three expressions for the virtual host and the
        //  user; -p may be missing
        throw new UnsupportedOperationException(
                "TODO 7.2.1: tell the four commands apart by the first argument");
    }

    @Override
    public Prediction predict(String virtualHost, String user, Operation operation) {
        // TODO 7.2.5: for each kind of operation, say which permissions it asks for, on what
        // TODO 7.2.6: look for the expression in the name; the empty one grants nothing
        throw new UnsupportedOperationException(
                "TODO 7.2.4: shut out who has no permissions in this virtual host");
    }
}
