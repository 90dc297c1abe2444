package dev.comm.testkit.engine;

import dev.comm.testkit.Cluster;
import dev.comm.testkit.Link;
import dev.comm.testkit.Member;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * The part of a member that is the same on all engines, with the methods for all its links and the plans for a time.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public abstract class AbstractMember implements Member {
    private final Cluster all;
    private final int rank;

    /** Creates a member of a cluster. */
    protected AbstractMember(Cluster cluster, int rank) {
        this.all = cluster;
        this.rank = rank;
    }

    @Override
    public final int rank() {
        return rank;
    }

    @Override
    public final void cut() {
        Star.from(rank, all).forEach(Link::reset);
    }

    @Override
    public final void deafen() {
        Star.to(rank, all).forEach(Link::block);
    }

    @Override
    public final void mute() {
        Star.from(rank, all).forEach(Link::block);
    }

    @Override
    public final void reconnect() {
        Star.to(rank, all).forEach(Link::open);
        Star.from(rank, all).forEach(Link::open);
    }

    @Override
    public final void delay(Duration extra) {
        Star.to(rank, all).forEach(link -> link.delay(extra));
        Star.from(rank, all).forEach(link -> link.delay(extra));
    }

    @Override
    public final void at(Duration time, Runnable action) {
        all.at(time, action);
    }
}
