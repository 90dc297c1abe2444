package dev.comm.node.machine.membership;

import dev.comm.api.Departure;
import dev.comm.api.Member;
import dev.comm.api.View;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.protocol.MembershipCommand.ViewChange;
import java.util.TreeMap;

/** The current view of this node, from the last frame of the master. The epoch of the view only increases (B8). */
public final class CurrentView {
    private View view = new View(0, 0, new TreeMap<>());

    /** Returns the current view. */
    public View view() {
        return view;
    }

    /** Returns the living member with a rank, or null. */
    public Member member(int rank) {
        return view.members().get(rank);
    }

    /** Sets the view from a WELCOME. */
    public void start(Welcome welcome) {
        TreeMap<Integer, Member> members = new TreeMap<>();
        for (Member member : welcome.members()) {
            members.put(member.rank(), member);
        }
        view = new View(welcome.term(), welcome.epoch(), members);
    }

    /** Returns whether a term is older than the current one. Frames of an older term do not count (B8). */
    public boolean isOutdated(long term) {
        return term < view.term();
    }

    /**
     * Applies a change, unless it is older than the known view.
     *
     * @return whether the change was applied
     */
    public boolean apply(ViewChange change) {
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
