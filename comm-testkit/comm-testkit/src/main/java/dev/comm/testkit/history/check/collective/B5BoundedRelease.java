package dev.comm.testkit.history.check.collective;

import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Instance;
import dev.comm.testkit.history.InstanceOccurrences;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The check that an instance is decided within 250 ms of the last arrival or departure. A lost connection has to become
 * a departure within 250 ms, too.
 */
final class B5BoundedRelease implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (Instance instance : history.instances()) {
            history.decided(instance)
                    .filter(each -> each.decision().outcome() == Outcome.SUCCESS)
                    .ifPresent(decided -> check(history, decided, found));
        }
        for (Occurrence.Disconnected gone : history.of(Occurrence.Disconnected.class)) {
            checkDeparture(history, gone, found);
        }
        return found;
    }

    private static final long BOUND_NANOS = 250_000_000;

    private static void check(History history, Occurrence.Decided decided, List<String> found) {
        // Instances of one communicator are decided in order.
        Instance before = new Instance(
                decided.instance().communicator(), decided.instance().sequence() - 1);
        long last = history.decided(before).map(Occurrence.Decided::nanos).orElse(-1L);
        InstanceOccurrences meeting = history.index().of(decided.instance());
        Map<Long, Long> arrived = arrivedNanos(meeting);
        for (long incarnation : meeting.view().values()) {
            long departed = departedNanos(history, incarnation, meeting.decidedAt());
            long ready = Math.min(arrived.getOrDefault(incarnation, Long.MAX_VALUE), departed);
            last = Math.max(last, ready == Long.MAX_VALUE ? -1 : ready);
        }
        long bound = last + boundNanos(history);
        if (last >= 0 && decided.nanos() > bound && !isMasterDisturbed(history, last, decided.nanos())) {
            found.add(decided.instance() + " was decided " + (decided.nanos() - last) / 1_000_000
                    + " ms after the last member had arrived or departed");
        }
    }

    /**
     * Returns the times at which members had arrived, by incarnation. In an instance with parts, a member also has to
     * hold its part. The root holds its own part.
     */
    private static Map<Long, Long> arrivedNanos(InstanceOccurrences meeting) {
        Map<Long, Long> held = new HashMap<>();
        meeting.heldInTime().forEach(each -> held.putIfAbsent(each.life().incarnation(), each.nanos()));
        Map<Long, Long> arrived = new HashMap<>();
        for (Occurrence.Arrived each : meeting.arrivedInTime()) {
            long incarnation = each.life().incarnation();
            boolean parted = each.kind().isPushed() && each.life().rank() != 0;
            long holding = parted ? held.getOrDefault(incarnation, Long.MAX_VALUE) : 0;
            arrived.merge(incarnation, Math.max(each.nanos(), holding), Math::min);
        }
        return arrived;
    }

    private static long departedNanos(History history, long incarnation, int end) {
        return history.index().fates(incarnation).stream()
                .filter(fate -> fate.isDeparture() && fate.position() < end)
                .mapToLong(fate -> fate.occurrence().nanos())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private static long boundNanos(History history) {
        return BOUND_NANOS + history.terms().toleranceNanos();
    }

    private static void checkDeparture(History history, Occurrence.Disconnected gone, List<String> found) {
        long bound = gone.nanos() + boundNanos(history);
        boolean departed = history.index().fates(gone.life().incarnation()).stream()
                .anyMatch(fate -> fate.isDeparture() && fate.occurrence().nanos() <= bound);
        boolean over = history.all().get(history.all().size() - 1).nanos() <= bound;
        if (!departed && !over && !isMasterDisturbed(history, gone.nanos(), bound)) {
            found.add(gone.life() + " did not depart within 250 ms of its lost connection");
        }
    }

    private static boolean isMasterDisturbed(History history, long from, long to) {
        boolean frozen = false;
        for (Occurrence.Fault fault : history.index().faults(0)) {
            if (fault.nanos() > to) {
                continue;
            }
            frozen = fault.kind() == Occurrence.Fault.Kind.FREEZE || fault.kind() == Occurrence.Fault.Kind.CRASH;
            if (fault.nanos() >= from) {
                return true;
            }
        }
        return frozen;
    }
}
