package course.greenlet.mistakes;

import course.greenlet.Greenlet;
import course.kit.Mistake;

import java.util.ArrayList;
import java.util.List;

/**
 * A list of all greenlets, so that they can be shown. Nobody takes the forgotten ones out: a server
 * that drops a connection keeps its stack.
 */
@Mistake(killedBy = "whoIsForgottenIsCollected", saying = "can be collected as garbage")
final class GreenletsThatKeepAllOfThem extends PlainGreenlets {
    private final List<Greenlet> all = new ArrayList<>();

    @Override
    public Greenlet create(Body body, Greenlet parent) {
        var created = super.create(body, parent);
        all.add(created);
        return created;
    }
}
