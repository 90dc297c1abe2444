package dev.comm.tests.handshake;

import dev.comm.api.CommConfig;
import dev.comm.api.Profile;
import dev.comm.api.RunId;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.spi.Bytes;
import dev.comm.master.machine.MasterMachine;
import dev.comm.master.machine.membership.MasterSettings;
import dev.comm.master.machine.membership.TeamKind;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** A master that takes nodes as they come. */
final class WireMaster extends WirePeer {
    static final Bytes FINGERPRINT = Bytes.of(new byte[] {1});
    private int endpoints;

    WireMaster(long seed, RunId run, UnaryOperator<CommConfig.Builder> settings) {
        CommConfig config = settings.apply(
                        CommConfig.builder().profile(Profile.FAST).rank(0))
                .build();
        SplittableRandom random = new SplittableRandom(seed);
        start(new MasterMachine(
                new MasterSettings(TeamKind.SERVE, config, run, 1, 77, "master", FINGERPRINT), random::nextLong));
    }

    /** Somebody connects. */
    int open(Bytes binding) {
        opened(++endpoints, binding);
        return endpoints;
    }

    boolean hasMember() {
        return out.hasSaid(Welcome.class);
    }
}
