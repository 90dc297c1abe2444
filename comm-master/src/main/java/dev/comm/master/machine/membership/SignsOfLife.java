package dev.comm.master.machine.membership;

import dev.comm.core.machine.Nanos;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The known signs of life of the members, as text for the log lines about waits (W1). */
public final class SignsOfLife {
    /** The maximum number of nodes that are described separately. */
    private static final int ALONE_MAX = 8;

    private final MasterStep step;
    private final MasterSettings settings;
    private FailureDetector detector;
    private long calls;
    private long calledAt;

    SignsOfLife(MasterStep step, MasterSettings settings) {
        this.step = step;
        this.settings = settings;
    }

    /** Connects the failure detector, which records bytes from the nodes. */
    public void connect(FailureDetector hearing) {
        detector = hearing;
    }

    /** Records a call of the program of rank 0. */
    public void called() {
        calls++;
        calledAt = step.awake();
    }

    /** Returns the number of calls of the program of rank 0, which its heartbeats carry. */
    public long calls() {
        return calls;
    }

    /** Describes the program of rank 0, for example {@code no call of Comm for 31 s}. */
    public String ofRank0() {
        return calls == 0 ? "no call of Comm yet" : "no call of Comm for " + Nanos.text(step.awake() - calledAt);
    }

    /**
     * Describes nodes, for example {@code heard 0.4 s ago, no call of Comm for 31 s}. Up to {@value #ALONE_MAX} nodes
     * are named separately; more nodes are described together.
     */
    public String of(Collection<Node> nodes) {
        List<Node> known =
                nodes.stream().filter(node -> detector.of(node) != null).toList();
        if (known.size() == 1 && nodes.size() == 1) {
            return of(known.get(0));
        }
        if (known.size() > ALONE_MAX) {
            return together(known);
        }
        List<String> each = new ArrayList<>();
        known.forEach(node -> each.add("rank " + node.rank() + ": " + of(node)));
        return String.join("; ", each);
    }

    private String of(Node node) {
        PeerHeartbeat pulse = detector.of(node);
        long silence = pulse.silence(step.awake());
        String heard = silence < pulse.suspectNanos(settings.suspectNanos())
                ? "heard " + Nanos.text(silence) + " ago"
                : "silent for " + Nanos.text(silence) + " (departs after " + Nanos.text(pulse.deadNanos()) + ")";
        return heard + ", no call of Comm for " + Nanos.text(pulse.inactivity(step.awake()));
    }

    private String together(List<Node> nodes) {
        long silence = 0;
        long least = Long.MAX_VALUE;
        long most = 0;
        for (Node node : nodes) {
            PeerHeartbeat pulse = detector.of(node);
            silence = Math.max(silence, pulse.silence(step.awake()));
            least = Math.min(least, pulse.inactivity(step.awake()));
            most = Math.max(most, pulse.inactivity(step.awake()));
        }
        return "each heard within the last " + Nanos.text(silence) + ", no call of Comm for " + Nanos.text(least)
                + " to " + Nanos.text(most);
    }
}
