package course.rabbitmq;

import course.kit.Example;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import javax.management.JMException;
import javax.management.ObjectName;

/**
 * How many objects of each class are in use: the garbage has been collected.
 *
 * @param histogram one text, so that it does not count much itself; its lines are such as {@code
 *     12: 345 6789 java.lang.String (java.base@25)}
 */
record LiveObjects(String histogram) {
    private static final Pattern ARRAY_OF_VALUES = Pattern.compile("\\[[A-Z]");

    static LiveObjects now() {
        Example.current().trace().ends(); // its events would be counted
        try {
            return new LiveObjects(
                    (String)
                            ManagementFactory.getPlatformMBeanServer()
                                    .invoke(
                                            new ObjectName(
                                                    "com.sun.management:type=DiagnosticCommand"),
                                            "gcClassHistogram",
                                            new Object[] {new String[0]},
                                            new String[] {String[].class.getName()}));
        } catch (JMException e) {
            throw new IllegalStateException("this JVM does not count its objects", e);
        }
    }

    /**
     * The classes of which there are at least {@code count} more than before. Bytes and other bare
     * values are not looked at: an embedded broker, too, has some, and what is kept hangs on
     * something.
     */
    Map<String, Long> grownBy(long count, LiveObjects before) {
        var earlier = before.counts();
        var grown = new TreeMap<String, Long>();
        counts().forEach((name, now) -> {
            var more = now - earlier.getOrDefault(name, 0L);
            if (more >= count) {
                grown.put(name, more);
            }
        });
        return grown;
    }

    private Map<String, Long> counts() {
        var counts = new HashMap<String, Long>();
        histogram
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > 3 && words[0].endsWith(":"))
                .filter(words -> !ARRAY_OF_VALUES.matcher(words[3]).matches())
                .forEach(words -> counts.put(words[3], Long.valueOf(words[1])));
        return counts;
    }
}
