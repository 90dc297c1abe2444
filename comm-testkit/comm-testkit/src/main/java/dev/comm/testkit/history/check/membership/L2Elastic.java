package dev.comm.testkit.history.check.membership;

import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.HandshakeCommand.Rejected.Reason;
import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Instance;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * L2: the check that nodes may join at any time, that dead ranks can be taken, and that an admit admits all waiting
 * nodes.
 */
final class L2Elastic implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        Scan scan = new Scan(history, found);
        history.all().forEach(scan::take);
        return found;
    }

    private static final class Scan {
        private final History history;
        private final List<String> found;
        private final MembersSoFar roll = new MembersSoFar();
        private final Set<Instance> admits = new HashSet<>();
        private boolean started;
        private int slots;
        private boolean ending;
        private boolean gone;

        Scan(History history, List<String> found) {
            this.history = history;
            this.found = found;
        }

        void take(Occurrence each) {
            if (each instanceof Occurrence.Refused refused && isUnfounded(refused)) {
                found.add("a node was refused without reason: " + refused);
            } else if (each instanceof Occurrence.Arrived arrived && arrived.kind() == CollectiveKind.ADMIT) {
                admits.add(arrived.instance());
            } else if (each instanceof Occurrence.Decided decided && isFirst(decided)) {
                roll.waiting().values().stream()
                        .filter(waiting -> isRegistered(waiting, decided.nanos()) && hasPlace(waiting))
                        .forEach(left -> found.add(decided.instance() + " let others in, but not "
                                + Long.toHexString(left.incarnation()) + ", which waited"));
            }
            gone |= each instanceof Occurrence.Fault fault && isEndOfMaster(fault);
            checkServing(each);
            ending |= each instanceof Occurrence.ShutdownBegun
                    || each instanceof Occurrence.Leaving leaving
                            && leaving.life().rank() == 0;
            ending &= !(each instanceof Occurrence.ShutdownEnded);
            if (each instanceof Occurrence.Joined joined && joined.life().rank() == 0) {
                started = true;
                slots = joined.size();
            }
            if (each instanceof Occurrence.Welcomed welcomed) {
                checkSpare(welcomed);
            }
            roll.take(each);
        }

        private static boolean isEndOfMaster(Occurrence.Fault fault) {
            return fault.process() == 0
                    && (fault.kind() == Occurrence.Fault.Kind.CRASH || fault.kind() == Occurrence.Fault.Kind.VANISH);
        }

        /** Checks that nodes that serve requests are members at once, if the master lives. */
        private void checkServing(Occurrence each) {
            boolean over = !(each instanceof Occurrence.Welcomed) && !(each instanceof Occurrence.Unregistered);
            if (history.terms().rules().serving() && over && !gone) {
                roll.waiting().values().stream()
                        .filter(waiting -> isRegistered(
                                waiting, each.nanos() - history.terms().toleranceNanos()))
                        .forEach(waiting -> found.add("a node was not taken in at once: " + waiting));
            }
        }

        /**
         * Returns whether a node was registered by a time. After its own pause, a master registers no node for the
         * aggregation window.
         */
        private boolean isRegistered(Occurrence.Registered waiting, long nanos) {
            long rest = history.isDisturbed(0, nanos) ? history.terms().aggregationNanos() : 0;
            return waiting.nanos() + rest <= nanos;
        }

        /** Returns whether there is a rank for a node. A spare takes only the rank of a lost member (A1). */
        private boolean hasPlace(Occurrence.Registered waiting) {
            return !isSpare(waiting) || roll.lowestFree() < slots;
        }

        private boolean isSpare(Occurrence.Registered node) {
            return node.rank() < 0 && history.terms().rules().spares() > 0;
        }

        /** Checks that spares take the lowest ranks that are lost, and no others (A1). */
        private void checkSpare(Occurrence.Welcomed welcomed) {
            Occurrence.Registered from = roll.waiting().get(welcomed.incarnation());
            boolean isEntry = started && !history.terms().rules().serving() && from != null && isSpare(from);
            boolean isKnown = roll.members().containsValue(welcomed.incarnation());
            if (isEntry && !isKnown && (welcomed.rank() >= slots || welcomed.rank() != roll.lowestFree())) {
                found.add("a spare entered as rank " + welcomed.rank() + " of " + slots
                        + ", and the lowest lost rank was " + roll.lowestFree());
            }
        }

        private boolean isUnfounded(Occurrence.Refused refused) {
            if (refused.reason() == Reason.FULL) {
                return history.terms().rules().elastic() && started && !ending;
            }
            return refused.reason() == Reason.RANK && refused.rank() > 0 && !roll.isTaken(refused.rank());
        }

        private boolean isFirst(Occurrence.Decided decided) {
            return decided.decision().outcome() == Outcome.SUCCESS && admits.remove(decided.instance());
        }
    }
}
