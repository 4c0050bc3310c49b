package course.selectors;

import course.select.CallNames;
import course.select.ChannelNames;

/** Shows keys, and what is ready, in a way that tells one from the other. */
final class KeyNames extends ChannelNames {

    static String of(Object object) {
        return new KeyNames().toStringOf(object);
    }

    /** By few letters. */
    static String brief(Object thing) {
        return switch (thing) {
            case Selector.Ready ready -> CallNames.of(ready.key().channel(), ready.events());
            case SelectorKey key -> CallNames.of(key.channel(), key.events());
            default -> CallNames.of(thing);
        };
    }

    @Override
    protected String fallbackToStringOf(Object object) {
        return switch (object) {
            case Selector.Ready ready -> toStringOf(ready.key()) + " is ready: " + ready.events();
            case SelectorKey key ->
                    "%s, watched for %s, with %s"
                            .formatted(toStringOf(key.channel()), key.events(), key.data());
            case CallbackServerExamples.Call call ->
                    "ready(%s; %s)".formatted(toStringOf(call.key()), call.events());
            default -> super.fallbackToStringOf(object);
        };
    }
}
