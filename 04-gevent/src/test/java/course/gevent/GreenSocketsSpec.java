package course.gevent;

import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Exercise;
import course.kit.Given;
import course.kit.net.Network;

import org.junit.jupiter.api.Nested;

@Exercise(id = "4.6", title = "GreenSockets", section = "Gevent, 通过gevent实现单线程下的多socket并发")
class GreenSocketsSpec {

    @Nested
    class Streams extends GreenSocketsStreams {
        Streams(
                Candidate<GreenSockets> candidates,
                @Given Candidate<Hub> hubs,
                @Given Greenlets greenlets,
                Network network,
                Background background) {
            super(candidates, hubs, greenlets, network, background);
        }
    }

    @Nested
    class Echoes extends GreenSocketsEchoes {
        Echoes(
                Candidate<GreenSockets> candidates,
                @Given Candidate<Hub> hubs,
                @Given Greenlets greenlets,
                Network network,
                Background background) {
            super(candidates, hubs, greenlets, network, background);
        }
    }

    @Nested
    class Connecting extends GreenSocketsConnecting {
        Connecting(
                Candidate<GreenSockets> candidates,
                @Given Candidate<Hub> hubs,
                @Given Greenlets greenlets,
                Network network,
                Background background) {
            super(candidates, hubs, greenlets, network, background);
        }
    }

    @Nested
    class Sending extends GreenSocketsSending {
        Sending(
                Candidate<GreenSockets> candidates,
                @Given Candidate<Hub> hubs,
                @Given Greenlets greenlets,
                Network network,
                Background background) {
            super(candidates, hubs, greenlets, network, background);
        }
    }

    @Nested
    class Closing extends GreenSocketsClosing {
        Closing(
                Candidate<GreenSockets> candidates,
                @Given Candidate<Hub> hubs,
                @Given Greenlets greenlets,
                Network network,
                Background background) {
            super(candidates, hubs, greenlets, network, background);
        }
    }

    @Nested
    class Timeouts extends GreenSocketsTimeouts {
        Timeouts(
                Candidate<GreenSockets> candidates,
                @Given Candidate<Hub> hubs,
                @Given Greenlets greenlets,
                Network network,
                Background background) {
            super(candidates, hubs, greenlets, network, background);
        }
    }

    @Nested
    class FairShares extends GreenSocketsFairShares {
        FairShares(
                Candidate<GreenSockets> candidates,
                @Given Candidate<Hub> hubs,
                @Given Greenlets greenlets,
                Network network,
                Background background) {
            super(candidates, hubs, greenlets, network, background);
        }
    }

    @Nested
    class Serving extends GreenSocketsServing {
        Serving(
                Candidate<GreenSockets> candidates,
                @Given Candidate<Hub> hubs,
                @Given Greenlets greenlets,
                Network network,
                Background background) {
            super(candidates, hubs, greenlets, network, background);
        }
    }
}
