package dev.comm.node.machine;

import dev.comm.api.Departure;
import dev.comm.api.Member;
import dev.comm.api.View;
import dev.comm.api.frame.HandshakeCommand.Welcome;
import dev.comm.api.frame.MembershipCommand.ViewChange;
import java.util.TreeMap;

/** Who lives, as the master last said. Its number only grows (B8). */
final class ViewBook {
    private View view = new View(0, 0, new TreeMap<>());

    /** The current view. */
    View view() {
        return view;
    }

    /** The living member of a rank, or null. */
    Member member(int rank) {
        return view.members().get(rank);
    }

    /** Takes over the snapshot of a welcome. */
    void start(Welcome welcome) {
        TreeMap<Integer, Member> members = new TreeMap<>();
        for (Member member : welcome.members()) {
            members.put(member.rank(), member);
        }
        view = new View(welcome.term(), welcome.epoch(), members);
    }

    /** Whether a master of this term has nothing more to say here (B8). */
    boolean isOutdated(long term) {
        return term < view.term();
    }

    /**
     * Applies a change, unless it is older than what is known.
     *
     * @return whether it was applied
     */
    boolean apply(ViewChange change) {
        TreeMap<Integer, Member> members = new TreeMap<>(view.members());
        for (Departure departure : change.departed()) {
            Member member = members.get(departure.rank());
            if (member != null && member.incarnation() == departure.incarnation()) {
                members.remove(departure.rank());
            }
        }
        for (Member member : change.joined()) {
            members.put(member.rank(), member);
        }
        View next = new View(change.term(), change.epoch(), members);
        if (!view.isOlderThan(next)) {
            return false;
        }
        view = next;
        return true;
    }
}
