package course.rabbitmq.mistakes;

import course.kit.Mistake;

/**
 * Looks for the user's name at the beginning of what it keeps. When alex has left the company,
 * alexander can't log in, and nobody sees why.
 */
@Mistake(killedBy = "aUserIsDeletedAlone", saying = "alexander")
final class PermissionsThatDeleteNamesakes extends PlainPermissions {

    @Override
    void delete(String user) {
        users.keySet().removeIf(name -> name.startsWith(user));
    }
}
