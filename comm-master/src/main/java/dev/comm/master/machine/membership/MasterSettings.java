package dev.comm.master.machine.membership;

import dev.comm.api.CommConfig;
import dev.comm.api.Limits;
import dev.comm.api.Member;
import dev.comm.api.RunId;
import dev.comm.api.spi.Bytes;
import dev.comm.core.machine.Nanos;
import java.time.Duration;
import java.util.List;

/**
 * The constant settings of a master machine.
 *
 * @param mode kind of run
 * @param config the settings of the process
 * @param runId id of the run; random if the configuration has none
 * @param term incarnation of this master; greater than that of every earlier master of the run
 * @param incarnation incarnation of the member of rank 0
 * @param host name of this host, for display only
 * @param fingerprint digest of the declared types
 */
public record MasterSettings(
        TeamKind mode, CommConfig config, RunId runId, long term, long incarnation, String host, Bytes fingerprint) {

    Member self(Duration rest) {
        return new Member(0, incarnation, host, rest);
    }

    /** Returns the live time of rank 0 at its start, or -1 without a limit. */
    public long liveNanos() {
        return config.liveTime() == null ? -1 : nanos(config.liveTime());
    }

    public Limits limits() {
        return config.limits();
    }

    public List<String> typeNames() {
        return config.types().stream().map(Class::getName).toList();
    }

    public boolean isSpmd() {
        return mode == TeamKind.SPMD;
    }

    /** Returns whether a node without a rank is a spare: no place of the start is for it. */
    public boolean isSpare(int rank) {
        return rank < 0 && config.spares() > 0;
    }

    public int window() {
        return config.limits().openCollectives();
    }

    public long heartbeatNanos() {
        return nanos(config.timing().heartbeat());
    }

    public long suspectNanos() {
        return nanos(config.timing().suspect());
    }

    public long deadNanos() {
        return nanos(config.timing().dead());
    }

    public long aggregationNanos() {
        return nanos(config.timing().aggregation());
    }

    public long handshakeNanos() {
        return nanos(config.timing().handshake());
    }

    long startupNanos() {
        return nanos(config.timing().startup());
    }

    /** Returns the time that a wait lasts before its first log line (W1). */
    public long waitingNanos() {
        return nanos(config.timing().waitingWarn());
    }

    private static long nanos(Duration duration) {
        return Nanos.of(duration);
    }
}
