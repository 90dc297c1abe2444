package dev.comm.master.machine.membership;

import dev.comm.api.Member;
import dev.comm.core.machine.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The lobby of an SPMD run, where new nodes and spares wait until the members admit them (L2, A1). */
public final class Lobby {
    private final MasterSettings settings;
    private final Roster roster;
    private final Membership membership;
    private boolean wasOpened;

    public Lobby(MasterSettings settings, Roster roster, Membership membership) {
        this.settings = settings;
        this.roster = roster;
        this.membership = membership;
    }

    /**
     * Admits the waiting nodes in one new view, and gives them the state of rank 0. Nodes without a rank take the
     * lowest free ranks. Spares do not enlarge the run: they wait on if no rank is lost.
     */
    public List<Member> admit(Value state) {
        wasOpened = true;
        List<Node> newcomers = new ArrayList<>();
        List<Node> all = roster.lobby();
        all.stream().filter(node -> node.rank() > 0).forEach(newcomers::add);
        for (Node node : all) {
            if (node.rank() < 0 && (!settings.isSpare(node.rank()) || roster.lowestFree() < roster.size())) {
                roster.renumber(node, roster.lowestFree());
                newcomers.add(node);
            }
        }
        if (newcomers.isEmpty()) {
            return List.of();
        }
        newcomers.sort(Comparator.comparingInt(Node::rank));
        List<Member> joined = membership.enter(newcomers, state);
        membership.announce();
        return joined;
    }

    /** Returns what the log says of the spares when a rank is lost, or an empty text in a run without spares. */
    public String sparesForLoss() {
        if (!settings.isSpmd() || settings.config().spares() == 0) {
            return "";
        }
        return roster.lobby().stream()
                .filter(node -> node.rank() < 0)
                .findFirst()
                .map(node -> "a spare at " + node.facts().host() + " waits for an admit"
                        + (wasOpened ? "" : ", which this program has not called yet"))
                .orElse("no spare waits");
    }
}
