package dev.comm.testkit.history;

import dev.comm.api.frame.CollectiveCommand.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An instance is decided within 250 ms of the last arrival or departure, and a lost connection is a departure within
 * 250 ms.
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
        for (Map.Entry<Integer, Long> member :
                Views.ofInstance(history, decided.instance()).entrySet()) {
            last = Math.max(last, readyNanos(history, decided, member.getValue()));
        }
        long bound = last + boundNanos(history);
        if (last >= 0 && decided.nanos() > bound && !isMasterDisturbed(history, last, decided.nanos())) {
            found.add(decided.instance() + " was decided " + (decided.nanos() - last) / 1_000_000
                    + " ms after the last member had arrived or departed");
        }
    }

    private static long readyNanos(History history, Occurrence.Decided decided, long incarnation) {
        int end = history.position(decided);
        long arrived = Long.MAX_VALUE;
        long held = Long.MAX_VALUE;
        for (Occurrence.Arrived each : history.arrivals(decided.instance())) {
            if (each.life().incarnation() == incarnation && history.position(each) < end) {
                arrived = Math.min(arrived, each.nanos());
                // Where there are parts, having arrived takes both; the root holds its own.
                held = each.kind().isPushed() && each.life().rank() != 0 ? held : 0;
            }
        }
        long holding = first(
                history,
                end,
                history.index().of(decided.instance()).held().stream()
                        .filter(each -> each.life().incarnation() == incarnation));
        long departed = first(
                history,
                end,
                history.index().fates(incarnation).stream().filter(Occurrence.Departed.class::isInstance));
        long ready = Math.min(Math.max(arrived, Math.min(held, holding)), departed);
        return ready == Long.MAX_VALUE ? -1 : ready;
    }

    private static long first(History history, int end, Stream<? extends Occurrence> occurrences) {
        return occurrences
                .filter(each -> history.position(each) < end)
                .mapToLong(Occurrence::nanos)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private static long boundNanos(History history) {
        return BOUND_NANOS + history.terms().toleranceNanos();
    }

    private static void checkDeparture(History history, Occurrence.Disconnected gone, List<String> found) {
        long bound = gone.nanos() + boundNanos(history);
        boolean departed = history.of(Occurrence.Departed.class).stream()
                .anyMatch(each -> each.incarnation() == gone.life().incarnation() && each.nanos() <= bound);
        boolean over = history.all().get(history.all().size() - 1).nanos() <= bound;
        if (!departed && !over && !isMasterDisturbed(history, gone.nanos(), bound)) {
            found.add(gone.life() + " did not depart within 250 ms of its lost connection");
        }
    }

    private static boolean isMasterDisturbed(History history, long from, long to) {
        boolean frozen = false;
        for (Occurrence.Fault fault : history.of(Occurrence.Fault.class)) {
            if (fault.process() != 0 || fault.nanos() > to) {
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
