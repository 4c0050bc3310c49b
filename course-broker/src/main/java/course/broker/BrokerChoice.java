package course.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Picks the first source that has a broker, or the one that is named. */
final class BrokerChoice {
    private final List<BrokerSource> sources;
    private final Optional<String> named;

    /**
     * @param named the value of {@code COURSE_BROKER}
     */
    BrokerChoice(List<BrokerSource> sources, Optional<String> named) {
        this.sources = sources;
        this.named = named.filter(name -> !name.isBlank());
    }

    /**
     * @param why what was tried before, and why this one was taken
     */
    record Chosen(Broker broker, String why) {
        String line() {
            return "broker: %s (%s)".formatted(broker.description(), why);
        }
    }

    /**
     * @throws BrokerException if the named one, or any, can't be had
     */
    Chosen start(int port) {
        return named.isPresent() ? startNamed(named.get(), port) : startFirst(port);
    }

    /**
     * Which source would be taken, and why; nothing is started.
     *
     * @throws BrokerException if the named one, or any, can't be had
     */
    String wouldBe() {
        var before = new ArrayList<String>();
        for (var source : sources) {
            if (named.isEmpty() || source.name().equals(named.get())) {
                var missing = source.missing();
                if (missing.isEmpty()) {
                    before.add(named.isEmpty() ? source.found() : "COURSE_BROKER=" + named.get());
                    return "%s (%s)".formatted(source.name(), String.join("; ", before));
                }
                before.add(missing.get());
            }
        }
        throw new BrokerException(
                named.map(name ->
                                before.isEmpty()
                                        ? unknown(name)
                                        : "COURSE_BROKER=%s: %s".formatted(name, before.getFirst()))
                        .orElseGet(() -> "there is no broker: " + String.join("; ", before)));
    }

    private String unknown(String name) {
        return "COURSE_BROKER=%s names no broker: there are %s".formatted(name, names());
    }

    private Chosen startNamed(String name, int port) {
        var source =
                sources.stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new BrokerException(unknown(name)));
        var missing = source.missing();
        if (missing.isPresent()) {
            throw new BrokerException("COURSE_BROKER=%s: %s".formatted(name, missing.get()));
        }
        try {
            return new Chosen(source.start(port), "COURSE_BROKER=" + name);
        } catch (BrokerException e) {
            throw new BrokerException(
                    "COURSE_BROKER=%s: %s".formatted(name, e.getMessage()), e.getCause());
        }
    }

    private Chosen startFirst(int port) {
        var before = new ArrayList<String>();
        for (var source : sources) {
            var missing = source.missing();
            if (missing.isPresent()) {
                before.add(missing.get());
                continue;
            }
            try {
                var broker = source.start(port);
                before.add(source.found());
                return new Chosen(broker, String.join("; ", before));
            } catch (BrokerException e) {
                if (source instanceof ExternalBroker.Source) {
                    throw e;
                }
                before.add(e.getMessage());
            }
        }
        throw new BrokerException("there is no broker: " + String.join("; ", before));
    }

    private String names() {
        return sources.stream().map(BrokerSource::name).collect(Collectors.joining(", "));
    }
}
