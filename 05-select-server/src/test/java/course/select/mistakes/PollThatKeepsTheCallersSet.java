package course.select.mistakes;

import course.kit.Mistake;

/**
 * Keeps the set that it is given. Its caller uses one set for all changes, and so the last change
 * is everybody's.
 */
@Mistake(
        killedBy = "whatBecomesOfTheSetLaterChangesNothing",
        saying = "by a set that is empty by now")
final class PollThatKeepsTheCallersSet extends PlainPoll {}
