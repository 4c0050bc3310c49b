package course.select;

import course.kit.Background;
import course.kit.Exercise;
import course.kit.net.Network;

import org.junit.jupiter.api.Nested;

@Exercise(id = "5.1", title = "Select", section = "Select\\Poll\\Epoll异步IO")
class SelectSpec {

    @Nested
    class Lists extends SelectLists {
        Lists(Select select, Network network, Background background) {
            super(select, network, background);
        }
    }

    @Nested
    class Waits extends SelectWaits {
        Waits(Select select, Network network, Background background) {
            super(select, network, background);
        }
    }

    @Nested
    class Refusals extends SelectRefusals {
        Refusals(Select select, Network network, Background background) {
            super(select, network, background);
        }
    }
}
