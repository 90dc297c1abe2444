package dev.comm.testkit.campaign.shrink;

import dev.comm.testkit.fault.Fault;
import dev.comm.testkit.fault.PlannedFault;
import dev.comm.testkit.fault.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The simpler forms of a planned fault: shorter durations, shorter waits, round times. */
final class Shorter {
    private static final List<Duration> ROUND = List.of(
            Duration.ZERO,
            Duration.ofMillis(1),
            Duration.ofMillis(10),
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10));
    private static final List<Duration> UNITS =
            List.of(Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofMillis(1), Duration.ofNanos(100_000));

    private Shorter() {}

    /** Returns all simpler forms, the simplest first. */
    static List<PlannedFault> of(PlannedFault planned) {
        List<PlannedFault> found = new ArrayList<>();
        faults(planned.fault()).forEach(fault -> found.add(new PlannedFault(planned.when(), fault)));
        triggers(planned.when()).forEach(when -> found.add(new PlannedFault(when, planned.fault())));
        return found;
    }

    private static List<? extends Trigger> triggers(Trigger when) {
        if (when instanceof Trigger.At at) {
            return rounded(at.time()).stream().map(Trigger.At::new).toList();
        } else if (when instanceof Trigger.AfterArrival after) {
            return rounded(after.delay()).stream()
                    .map(delay -> new Trigger.AfterArrival(after.instance(), delay))
                    .toList();
        }
        return List.of();
    }

    private static List<? extends Fault> faults(Fault fault) {
        if (fault instanceof Fault.Freeze f) {
            return less(f.length()).map(d -> new Fault.Freeze(f.rank(), d)).toList();
        } else if (fault instanceof Fault.Restart f) {
            return less(f.delay()).map(d -> new Fault.Restart(f.rank(), d)).toList();
        } else if (fault instanceof Fault.Mute f) {
            return less(f.length()).map(d -> new Fault.Mute(f.rank(), d)).toList();
        } else if (fault instanceof Fault.Deafen f) {
            return less(f.length()).map(d -> new Fault.Deafen(f.rank(), d)).toList();
        }
        return links(fault);
    }

    private static List<? extends Fault> links(Fault fault) {
        if (fault instanceof Fault.Slow f) {
            return less(f.length())
                    .map(d -> new Fault.Slow(f.rank(), f.extra(), d))
                    .toList();
        } else if (fault instanceof Fault.Throttle f) {
            return less(f.length())
                    .map(d -> new Fault.Throttle(f.rank(), f.bytesPerSecond(), d))
                    .toList();
        } else if (fault instanceof Fault.Clog f) {
            return less(f.length())
                    .map(d -> new Fault.Clog(f.from(), f.to(), d))
                    .toList();
        } else if (fault instanceof Fault.Partition f) {
            return less(f.length())
                    .map(d -> new Fault.Partition(f.left(), f.right(), f.oneWay(), d))
                    .toList();
        } else if (fault instanceof Fault.Swizzle f) {
            return less(f.step())
                    .map(d -> new Fault.Swizzle(f.clogged(), f.opened(), d))
                    .toList();
        }
        return List.of();
    }

    private static java.util.stream.Stream<Duration> less(Duration length) {
        List<Duration> found = new ArrayList<>();
        ROUND.stream()
                .filter(each -> !each.isZero() && each.compareTo(length) < 0)
                .forEach(found::add);
        rounded(length).stream()
                .filter(each -> !each.isZero() && !found.contains(each))
                .forEach(found::add);
        return found.stream();
    }

    /** Returns shorter times with fewer digits. */
    private static List<Duration> rounded(Duration time) {
        List<Duration> found = new ArrayList<>();
        for (Duration unit : UNITS) {
            Duration round = unit.multipliedBy(time.dividedBy(unit));
            if (round.compareTo(time) < 0 && !found.contains(round)) {
                found.add(round);
            }
        }
        return found;
    }
}
