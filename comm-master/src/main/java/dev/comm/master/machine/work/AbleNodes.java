package dev.comm.master.machine.work;

import dev.comm.core.machine.Nanos;
import dev.comm.master.machine.membership.LivingNodes;
import dev.comm.master.machine.membership.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** The search for living nodes that can take the tasks of a batch. */
final class AbleNodes {
    /** The result for a batch that no node can serve. */
    static final long NONE = Long.MIN_VALUE;

    private final LivingNodes nodes;
    private final ServingNodes serving;

    AbleNodes(LivingNodes nodes, ServingNodes serving) {
        this.nodes = nodes;
        this.serving = serving;
    }

    /**
     * Searches for a node that can take tasks of this batch, now or after its present tasks.
     *
     * @return {@link #NONE} if no node can; otherwise a time until which a node can, or {@link Nanos#NEVER}
     */
    long until(BatchSpec spec, long now) {
        for (Node node : bound(spec)) {
            NodeLoad load = serving.find(node);
            long until = load == null ? NONE : load.takesUntil(spec, now);
            if (until != NONE) {
                return until;
            }
        }
        return NONE;
    }

    /** Returns whether a living node may still begin to serve and may then take tasks of this batch. */
    boolean isExpected(BatchSpec spec) {
        return bound(spec).stream().anyMatch(node -> isExpected(node) && hasLabel(node, spec));
    }

    private static boolean isExpected(Node node) {
        return node.isMember() && !node.isServing() && !node.isDraining();
    }

    /** Returns the living nodes with a rank that the batch allows, as a live collection. */
    private Collection<Node> bound(BatchSpec spec) {
        if (spec.rank() < 0) {
            return nodes.members();
        }
        Node node = nodes.member(spec.rank());
        return node == null ? List.of() : List.of(node);
    }

    private static boolean hasLabel(Node node, BatchSpec spec) {
        return spec.label().isEmpty() || node.facts().labels().contains(spec.label());
    }

    /** Filters the living nodes by one condition after the other. The first empty list is the reason of a shortage. */
    Narrowing narrow(BatchSpec spec, long now) {
        List<Node> living = List.copyOf(nodes.members());
        List<Node> ranked = List.copyOf(bound(spec));
        List<Node> labelled = only(ranked, node -> hasLabel(node, spec));
        List<Node> attending = only(labelled, Node::isServing);
        List<Node> skilled = only(attending, node -> serving.of(node).has(spec.handler()));
        List<Node> staying = only(skilled, node -> !node.isDraining());
        List<Node> lasting = only(staying, node -> serving.of(node).suits(spec, now));
        return new Narrowing(
                living, ranked, labelled, attending, skilled, staying, lasting, only(labelled, AbleNodes::isExpected));
    }

    private static List<Node> only(List<Node> nodes, Predicate<Node> condition) {
        List<Node> result = new ArrayList<>(nodes);
        result.removeIf(condition.negate());
        return result;
    }

    /**
     * The living nodes, condition by condition.
     *
     * @param living all nodes
     * @param ranked the living nodes with the rank that the batch demands
     * @param labelled the ranked nodes with the label that the batch demands
     * @param attending the labelled nodes that serve
     * @param skilled the attending nodes with the handler of the batch
     * @param staying the skilled nodes that take new work
     * @param lasting the staying nodes that live as long as the estimate of the batch. In a shortage all their slots
     *     are stuck
     * @param expected the labelled nodes that do not serve yet
     */
    record Narrowing(
            List<Node> living,
            List<Node> ranked,
            List<Node> labelled,
            List<Node> attending,
            List<Node> skilled,
            List<Node> staying,
            List<Node> lasting,
            List<Node> expected) {}
}
