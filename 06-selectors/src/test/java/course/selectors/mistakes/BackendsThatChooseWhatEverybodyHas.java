package course.selectors.mistakes;

import course.kit.Mistake;

import java.util.Map;

/**
 * Always chooses select, since every system has it. All is well with ten clients, and with a
 * thousand there are no descriptors that it knows.
 */
@Mistake(killedBy = "epollIsChosenWhereItIsAvailable", saying = "EPOLL")
final class BackendsThatChooseWhatEverybodyHas extends PlainBackends {
    BackendsThatChooseWhatEverybodyHas(Availability available) {
        super(available);
    }

    @Override
    public Choice choose() {
        return new Choice(Kind.SELECT, Map.of());
    }
}
