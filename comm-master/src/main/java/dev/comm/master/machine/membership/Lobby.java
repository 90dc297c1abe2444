package dev.comm.master.machine.membership;

import dev.comm.api.Member;
import dev.comm.core.machine.Value;
import java.util.Comparator;
import java.util.List;

/** The lobby of a started SPMD run, where new nodes wait until the members admit them (L2). */
public final class Lobby {
    private final Roster roster;
    private final Membership membership;

    public Lobby(Roster roster, Membership membership) {
        this.roster = roster;
        this.membership = membership;
    }

    /** Admits all waiting nodes in one new view, and gives them the state of rank 0. */
    public List<Member> admit(Value state) {
        List<Node> newcomers = roster.waiting();
        if (newcomers.isEmpty()) {
            return List.of();
        }
        newcomers.sort(Comparator.comparingInt(Node::rank));
        List<Member> joined = membership.enter(newcomers, state);
        membership.announce();
        return joined;
    }
}
