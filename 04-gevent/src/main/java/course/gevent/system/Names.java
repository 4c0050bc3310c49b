package course.gevent.system;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Whom the JVM asks for the address of a name. It looks for such a class once, in {@code
 * META-INF/services}, and stays with the one that it has found; so this one can be told later, and
 * until then asks the system as ever.
 */
public final class Names extends InetAddressResolverProvider {
    private static volatile UnaryOperator<InetAddressResolver> patch = UnaryOperator.identity();
    private static volatile InetAddressResolver source;

    /**
     * Has names resolved by what {@code patch} makes of the resolver that is asked otherwise. A
     * later patch takes the place of an earlier one.
     */
    public static void patch(UnaryOperator<InetAddressResolver> patch) {
        Names.patch = Objects.requireNonNull(patch, "patch");
    }

    /** Has {@code source} asked in place of the system, or the system again if it is null. */
    public static void askInsteadOfTheSystem(InetAddressResolver source) {
        Names.source = source;
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        var system = configuration.builtinResolver();
        return new InetAddressResolver() {
            private InetAddressResolver patched() {
                var asked = source;
                return patch.apply(asked == null ? system : asked);
            }

            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
                    throws UnknownHostException {
                return patched().lookupByName(host, policy);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return patched().lookupByAddress(address);
            }
        };
    }

    @Override
    public String name() {
        return "course names";
    }
}
