package dev.comm.bench.parts;

import dev.comm.api.CommConfig;
import dev.comm.api.RunId;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Join;
import dev.comm.api.protocol.HandshakeCommand.Proof;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.api.spi.Bytes;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Outbox;
import dev.comm.master.machine.MasterMachine;
import dev.comm.master.machine.membership.MasterSettings;
import dev.comm.master.machine.membership.TeamKind;
import java.util.List;
import java.util.Random;

/**
 * The machine of a master with its nodes, as calls of one thread. The endpoint of a node has the number of its rank.
 */
final class MachineTeam {
    private static final int NONCE_BYTES = 32;
    private static final Bytes FINGERPRINT = Bytes.of(new byte[] {1});

    private final CommConfig config;
    private final Outbox effects;
    private final MasterMachine machine;
    private long now = 1;

    /** Creates a team in which all nodes are members. */
    MachineTeam(TeamKind mode, int members, Outbox effects) {
        this.config = CommConfig.builder().rank(0).size(members).build();
        this.effects = effects;
        this.machine = new MasterMachine(
                new MasterSettings(mode, config, new RunId(1, 2), 1, 7, "master", FINGERPRINT),
                new Random(1)::nextLong);
        step(new Event.Started());
        for (int rank = 1; rank < members; rank++) {
            step(new Event.Opened(rank, "/10.0.0.1:" + rank, Bytes.EMPTY));
            says(rank, hello(rank));
            says(rank, new Proof(Bytes.EMPTY));
            says(rank, join());
            says(rank, new Heartbeat(0, -1, 0, config.timing().heartbeat().toNanos()));
        }
    }

    /** Lets a command of a node reach the master. */
    void says(int rank, Command command) {
        step(new Event.Received(rank, command, null));
    }

    /** Submits a call of the master's program. */
    <C extends Call<?>> C submit(C call) {
        step(new Event.Submitted(call));
        return call;
    }

    private void step(Event event) {
        machine.step(event, now++, effects);
    }

    private Hello hello(int rank) {
        return Hello.of(rank, rank, Bytes.of(new byte[NONCE_BYTES]), List.of(config.serializer()));
    }

    private Join join() {
        return Join.of(
                        config.timing().heartbeat().toNanos(),
                        config.timing().dead().toNanos(),
                        config.limits().openCollectives())
                .toBuilder()
                .host("host")
                .pid(1)
                .minSurvivors(config.minSurvivors())
                .fingerprint(FINGERPRINT)
                .build();
    }
}
