package course.cli.page.http;

import java.io.IOException;

/** What there is to get and to do, for who has come in. */
public interface Site {

    /**
     * @param language what the browser would like, as it says
     */
    Reply get(String path, String language);

    /** Does what is asked for. */
    Reply post(String path);

    /** Whether what is at this path goes on and on. */
    boolean isStream(String path);

    /** Tells all that there is now, and then what changes, until the listener is gone. */
    void tell(EventStream listener) throws IOException;
}
