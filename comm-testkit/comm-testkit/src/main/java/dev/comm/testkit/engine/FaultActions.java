package dev.comm.testkit.engine;

import dev.comm.testkit.Capability;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Frame;
import dev.comm.testkit.FrameRule;
import dev.comm.testkit.FrameVerdict;
import dev.comm.testkit.Link;
import dev.comm.testkit.Member;
import dev.comm.testkit.Partition;
import dev.comm.testkit.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The execution of faults. Each fault uses a method of a member, of a link or of the network. */
final class FaultActions {
    private final Cluster cluster;
    private volatile boolean over;

    FaultActions(Cluster cluster) {
        this.cluster = cluster;
    }

    void strike(Fault fault) {
        if (fault instanceof Fault.Crash crash) {
            cluster.member(crash.rank()).crash();
        } else if (fault instanceof Fault.Vanish vanish) {
            cluster.member(vanish.rank()).vanish();
        } else if (fault instanceof Fault.Terminate terminate) {
            cluster.member(terminate.rank()).terminate();
        } else if (fault instanceof Fault.Halt halt) {
            cluster.member(halt.rank()).halt(halt.status());
        } else if (fault instanceof Fault.ExhaustMemory exhaust) {
            cluster.member(exhaust.rank()).exhaustMemory();
        } else if (fault instanceof Fault.Freeze freeze) {
            cluster.member(freeze.rank()).freeze(freeze.length());
        } else if (fault instanceof Fault.Drift drift) {
            cluster.member(drift.rank()).drift(drift.rate());
        } else if (fault instanceof Fault.Restart restart) {
            restart(restart.rank(), 1, restart.delay());
        } else if (fault instanceof Fault.Replace replace) {
            cluster.after(replace.delay(), () -> startAgain(cluster.member(replace.rank())));
        } else if (fault instanceof Fault.CrashLoop loop) {
            restart(loop.rank(), loop.times(), loop.every());
        } else {
            strikeNetwork(fault);
        }
    }

    /** Kills a member and starts it again, for the given number of times. */
    private void restart(int rank, int times, Duration delay) {
        Member member = cluster.member(rank);
        member.crash();
        cluster.after(delay, () -> {
            startAgain(member);
            if (times > 1) {
                cluster.after(delay, () -> unlessOver(() -> restart(rank, times - 1, delay)));
            }
        });
    }

    /** Starts a member again. After everything was healed, a running member is left alone. */
    private void startAgain(Member member) {
        if (!over || !member.isRunning()) {
            member.restart();
        }
    }

    private void strikeNetwork(Fault fault) {
        if (fault instanceof Fault.Cut cut) {
            cluster.member(cut.rank()).cut();
        } else if (fault instanceof Fault.Mute mute) {
            Star.from(mute.rank(), cluster).forEach(link -> link.clog(mute.length()));
        } else if (fault instanceof Fault.Deafen deafen) {
            Star.to(deafen.rank(), cluster).forEach(link -> link.clog(deafen.length()));
        } else if (fault instanceof Fault.Clog clog) {
            cluster.network().link(clog.from(), clog.to()).clog(clog.length());
        } else if (fault instanceof Fault.Slow slow) {
            forAWhile(slow.rank(), slow.length(), link -> link.delay(slow.extra()), link -> link.delay(Duration.ZERO));
        } else if (fault instanceof Fault.Throttle throttle) {
            forAWhile(
                    throttle.rank(),
                    throttle.length(),
                    link -> link.throttle(throttle.bytesPerSecond()),
                    link -> link.throttle(0));
        } else if (fault instanceof Fault.Corrupt corrupt) {
            cluster.network().link(corrupt.from(), corrupt.to()).corrupt(corrupt.after());
        } else if (fault instanceof Fault.Lose lose) {
            lose(lose);
        } else {
            strikeMany(fault);
        }
    }

    private void lose(Fault.Lose lose) {
        Predicate<Frame> which =
                frame -> frame.from() == lose.from() && frame.to() == lose.to() && frame.is(lose.frame());
        cluster.network().rule(FrameRule.next(lose.count(), which, FrameVerdict.drop()));
    }

    private void strikeMany(Fault fault) {
        if (fault instanceof Fault.Partition partition) {
            Partition apart = cluster.network().partition(partition.left(), partition.right());
            if (partition.oneWay()) {
                apart.oneWay();
            }
            cluster.after(partition.length(), apart::heal);
        } else if (fault instanceof Fault.Swizzle swizzle) {
            swizzle(swizzle);
        } else if (fault instanceof Fault.Stranger stranger) {
            cluster.network().stranger(stranger.said().bytes(), Duration.ZERO);
        } else if (fault instanceof Fault.SlowLoris loris) {
            cluster.network().stranger(loris.said().bytes(), loris.gap());
        }
    }

    /** Clogs each rank from its turn in one order to its turn in the other order. */
    private void swizzle(Fault.Swizzle swizzle) {
        int count = swizzle.clogged().size();
        for (int i = 0; i < count; i++) {
            int rank = swizzle.clogged().get(i);
            int turns = count - i + swizzle.opened().indexOf(rank);
            Duration length = swizzle.step().multipliedBy(turns);
            Duration start = swizzle.step().multipliedBy(i);
            cluster.after(start, () -> unlessOver(() -> all(rank).forEach(link -> link.clog(length))));
        }
    }

    private void unlessOver(Runnable action) {
        if (!over) {
            action.run();
        }
    }

    private void forAWhile(int rank, Duration length, Consumer<Link> begin, Consumer<Link> end) {
        all(rank).forEach(begin);
        cluster.after(length, () -> unlessOver(() -> all(rank).forEach(end)));
    }

    private List<Link> all(int rank) {
        List<Link> links = new ArrayList<>(Star.from(rank, cluster));
        links.addAll(Star.to(rank, cluster));
        return links;
    }

    /** Ends all lasting faults, resumes every stopped member, and prevents further faults. */
    void heal() {
        over = true;
        cluster.network().heal();
        if (cluster.can(Capability.FREEZE)) {
            for (int rank = 0; rank < cluster.size(); rank++) {
                cluster.member(rank).thaw();
            }
        }
    }
}
