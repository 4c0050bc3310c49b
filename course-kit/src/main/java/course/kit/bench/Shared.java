package course.kit.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Something that takes long to start and that a lesson's specs share, such as a broker: the proof
 * asks for it once, before it runs the mistakes. Found as a service.
 */
public interface Shared {

    /** System properties by which the JVM of a run finds it. */
    Map<String, String> properties();

    /** The properties of all that are found. */
    static Map<String, String> all() {
        var all = new HashMap<String, String>();
        ServiceLoader.load(Shared.class).forEach(shared -> all.putAll(shared.properties()));
        return all;
    }
}
