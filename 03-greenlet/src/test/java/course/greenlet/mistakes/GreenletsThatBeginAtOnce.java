package course.greenlet.mistakes;

import course.greenlet.Greenlet;
import course.kit.Mistake;

/**
 * A greenlet begins when it is created. It switches to another one that is to be created in the
 * next line, and is not there yet.
 */
@Mistake(killedBy = "nothingRunsBeforeTheFirstSwitch", saying = "create() does not start anything")
final class GreenletsThatBeginAtOnce extends PlainGreenlets {
    @Override
    public Greenlet create(Body body, Greenlet parent) {
        var created = super.create(body, parent);
        created.switchTo();
        return created;
    }
}
