package course.selectors.mistakes;

import course.kit.Mistake;

import java.util.Map;

/**
 * Chooses well and says nothing. The server is slow on one machine, and nobody knows that it runs
 * on poll there.
 */
@Mistake(killedBy = "theBestThatIsAvailableIsChosenAndTheChoiceSaysWhy", saying = "no EPOLL here")
final class BackendsThatKeepTheReasonToThemselves extends PlainBackends {
    BackendsThatKeepTheReasonToThemselves(Availability available) {
        super(available);
    }

    @Override
    public Choice choose() {
        return new Choice(super.choose().kind(), Map.of());
    }
}
