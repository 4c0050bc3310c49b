package course.select.mistakes;

import course.select.Select;
import course.select.SelectServer;
import course.select.ServerModels;
import course.select.reference.ReferenceServerModels;

import java.io.IOException;

/** The reference, but for one model. */
abstract class PlainServerModels implements ServerModels {
    private final ServerModels reference;
    private final Model wrong;

    PlainServerModels(SelectServer selectServer, Select select, Model wrong) {
        this.reference = new ReferenceServerModels(selectServer, select);
        this.wrong = wrong;
    }

    @Override
    public Server start(Model model) throws IOException {
        return model == wrong ? start() : reference.start(model);
    }

    abstract Server start() throws IOException;
}
