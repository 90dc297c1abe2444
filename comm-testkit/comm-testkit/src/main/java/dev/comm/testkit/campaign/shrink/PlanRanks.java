package dev.comm.testkit.campaign.shrink;

import dev.comm.testkit.fault.Fault;
import dev.comm.testkit.fault.FaultPlan;
import dev.comm.testkit.fault.PlannedFault;
import dev.comm.testkit.fault.Trigger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/** The members that the faults of a plan concern, and the same plan for other members. */
public final class PlanRanks {
    private PlanRanks() {}

    /** Returns the ranks of the members that a plan names. */
    public static SortedSet<Integer> of(FaultPlan plan) {
        SortedSet<Integer> ranks = new TreeSet<>();
        renumbered(plan, rank -> {
            ranks.add(rank);
            return rank;
        });
        return ranks;
    }

    /** Returns the highest rank that a plan names, or 0 if it names none. */
    static int highest(FaultPlan plan) {
        SortedSet<Integer> ranks = of(plan);
        return ranks.isEmpty() ? 0 : ranks.last();
    }

    /** Returns the same plan with its nodes numbered from 1 without gaps. */
    static FaultPlan dense(FaultPlan plan) {
        List<Integer> nodes = new ArrayList<>(of(plan));
        nodes.remove(Integer.valueOf(0));
        return renumbered(plan, rank -> rank == 0 ? 0 : 1 + nodes.indexOf(rank));
    }

    private static FaultPlan renumbered(FaultPlan plan, IntUnaryOperator ranks) {
        return new FaultPlan(plan.faults().stream()
                .map(each -> new PlannedFault(trigger(each.when(), ranks), fault(each.fault(), ranks)))
                .toList());
    }

    private static Trigger trigger(Trigger when, IntUnaryOperator ranks) {
        return when instanceof Trigger.AtStep at
                ? new Trigger.AtStep(ranks.applyAsInt(at.rank()), at.step(), at.occurrence())
                : when;
    }

    private static Fault fault(Fault fault, IntUnaryOperator ranks) {
        if (fault instanceof Fault.Crash f) {
            return new Fault.Crash(ranks.applyAsInt(f.rank()));
        } else if (fault instanceof Fault.Vanish f) {
            return new Fault.Vanish(ranks.applyAsInt(f.rank()));
        } else if (fault instanceof Fault.Terminate f) {
            return new Fault.Terminate(ranks.applyAsInt(f.rank()));
        } else if (fault instanceof Fault.Halt f) {
            return new Fault.Halt(ranks.applyAsInt(f.rank()), f.status());
        } else if (fault instanceof Fault.ExhaustMemory f) {
            return new Fault.ExhaustMemory(ranks.applyAsInt(f.rank()));
        } else if (fault instanceof Fault.Freeze f) {
            return new Fault.Freeze(ranks.applyAsInt(f.rank()), f.length());
        } else if (fault instanceof Fault.Restart f) {
            return new Fault.Restart(ranks.applyAsInt(f.rank()), f.delay());
        } else if (fault instanceof Fault.CrashLoop f) {
            return new Fault.CrashLoop(ranks.applyAsInt(f.rank()), f.times(), f.every());
        }
        return connection(fault, ranks);
    }

    private static Fault connection(Fault fault, IntUnaryOperator ranks) {
        if (fault instanceof Fault.Drift f) {
            return new Fault.Drift(ranks.applyAsInt(f.rank()), f.rate());
        } else if (fault instanceof Fault.Cut f) {
            return new Fault.Cut(ranks.applyAsInt(f.rank()));
        } else if (fault instanceof Fault.Mute f) {
            return new Fault.Mute(ranks.applyAsInt(f.rank()), f.length());
        } else if (fault instanceof Fault.Deafen f) {
            return new Fault.Deafen(ranks.applyAsInt(f.rank()), f.length());
        } else if (fault instanceof Fault.Slow f) {
            return new Fault.Slow(ranks.applyAsInt(f.rank()), f.extra(), f.length());
        } else if (fault instanceof Fault.Throttle f) {
            return new Fault.Throttle(ranks.applyAsInt(f.rank()), f.bytesPerSecond(), f.length());
        }
        return link(fault, ranks);
    }

    private static Fault link(Fault fault, IntUnaryOperator ranks) {
        if (fault instanceof Fault.Clog f) {
            return new Fault.Clog(ranks.applyAsInt(f.from()), ranks.applyAsInt(f.to()), f.length());
        } else if (fault instanceof Fault.Corrupt f) {
            return new Fault.Corrupt(ranks.applyAsInt(f.from()), ranks.applyAsInt(f.to()), f.after());
        } else if (fault instanceof Fault.Lose f) {
            return new Fault.Lose(ranks.applyAsInt(f.from()), ranks.applyAsInt(f.to()), f.frame(), f.count());
        } else if (fault instanceof Fault.Partition f) {
            return new Fault.Partition(
                    new TreeSet<>(all(f.left(), ranks)), new TreeSet<>(all(f.right(), ranks)), f.oneWay(), f.length());
        } else if (fault instanceof Fault.Swizzle f) {
            return new Fault.Swizzle(all(f.clogged(), ranks), all(f.opened(), ranks), f.step());
        }
        return fault;
    }

    private static List<Integer> all(Collection<Integer> some, IntUnaryOperator ranks) {
        return some.stream().map(ranks::applyAsInt).toList();
    }
}
