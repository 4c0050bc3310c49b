package course.select.mistakes;

import course.kit.Mistake;

/**
 * Looks whether a channel is open before the wait, and not after it. One that another thread closes
 * meanwhile is taken for the new owner of its number.
 */
@Mistake(
        killedBy = "aChannelThatIsClosedWhileACallWaitsIsReportedWhenItComesBack",
        saying = "a channel was closed during the wait")
final class PollThatOverlooksAClosedChannel extends PlainPoll {}
