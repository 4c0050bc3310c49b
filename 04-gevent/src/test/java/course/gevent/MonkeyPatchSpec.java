package course.gevent;

import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Exercise;
import course.kit.Given;
import course.kit.jvm.OwnJvm;
import course.kit.net.Network;

import org.junit.jupiter.api.Nested;

/**
 * A JVM can be patched once, and for good. So all examples share the first candidate's patch, and
 * each of them has a hub of its own adopted by it.
 */
@Exercise(id = "4.7", title = "MonkeyPatch", section = "Gevent")
@OwnJvm
class MonkeyPatchSpec {

    @Nested
    class Pages extends MonkeyPatchPages {
        Pages(
                Candidate<MonkeyPatch> patches,
                @Given Candidate<Hub> hubs,
                @Given Candidate<Cancellation> cancellations,
                @Given Greenlets greenlets,
                Network network,
                Background background) {
            super(patches, hubs, cancellations, greenlets, network, background);
        }
    }

    @Nested
    class Timeouts extends MonkeyPatchTimeouts {
        Timeouts(
                Candidate<MonkeyPatch> patches,
                @Given Candidate<Hub> hubs,
                @Given Candidate<Cancellation> cancellations,
                @Given Greenlets greenlets,
                Network network,
                Background background) {
            super(patches, hubs, cancellations, greenlets, network, background);
        }
    }

    @Nested
    class Streams extends MonkeyPatchStreams {
        Streams(
                Candidate<MonkeyPatch> patches,
                @Given Candidate<Hub> hubs,
                @Given Candidate<Cancellation> cancellations,
                @Given Greenlets greenlets,
                Network network,
                Background background) {
            super(patches, hubs, cancellations, greenlets, network, background);
        }
    }

    @Nested
    class Escapes extends MonkeyPatchEscapes {
        Escapes(
                Candidate<MonkeyPatch> patches,
                @Given Candidate<Hub> hubs,
                @Given Candidate<Cancellation> cancellations,
                @Given Greenlets greenlets,
                Network network,
                Background background) {
            super(patches, hubs, cancellations, greenlets, network, background);
        }
    }

    @Nested
    class Names extends MonkeyPatchNames {
        Names(
                Candidate<MonkeyPatch> patches,
                @Given Candidate<Hub> hubs,
                @Given Candidate<Cancellation> cancellations,
                @Given Greenlets greenlets,
                Network network,
                Background background) {
            super(patches, hubs, cancellations, greenlets, network, background);
        }
    }

    @Nested
    class OtherThreads extends MonkeyPatchOtherThreads {
        OtherThreads(
                Candidate<MonkeyPatch> patches,
                @Given Candidate<Hub> hubs,
                @Given Candidate<Cancellation> cancellations,
                @Given Greenlets greenlets,
                Network network,
                Background background) {
            super(patches, hubs, cancellations, greenlets, network, background);
        }
    }

    @Nested
    class Locks extends MonkeyPatchLocks {
        Locks(
                Candidate<MonkeyPatch> patches,
                @Given Candidate<Hub> hubs,
                @Given Candidate<Cancellation> cancellations,
                @Given Greenlets greenlets,
                Network network,
                Background background) {
            super(patches, hubs, cancellations, greenlets, network, background);
        }
    }

    @Nested
    class Patching extends MonkeyPatchPatching {
        Patching(
                Candidate<MonkeyPatch> patches,
                @Given Candidate<Hub> hubs,
                @Given Candidate<Cancellation> cancellations,
                @Given Greenlets greenlets,
                Network network,
                Background background) {
            super(patches, hubs, cancellations, greenlets, network, background);
        }
    }
}
