package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;

import java.util.ArrayList;
import java.util.List;

/**
 * Returns the same list each time. Whoever selects again in a callback, or keeps the list for
 * later, finds another list in its place.
 */
@Mistake(killedBy = "theListIsTheCallers", saying = "after a second one")
final class SelectorThatReusesItsList extends PlainSelector {
    SelectorThatReusesItsList(Backend backend) {
        super(backend);
    }

    private final List<Ready> list = new ArrayList<>();

    @Override
    List<Ready> emptyList() {
        list.clear();
        return list;
    }
}
