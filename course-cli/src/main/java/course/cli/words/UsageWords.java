package course.cli.words;

import java.util.Collections;
import java.util.Enumeration;
import java.util.ResourceBundle;

/** The words, as picocli asks for what it says of commands and options. */
public final class UsageWords extends ResourceBundle {

    @Override
    protected Object handleGetObject(String key) {
        return Words.has(key) ? Words.text(key) : null;
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(Words.keys(Words.language()));
    }
}
