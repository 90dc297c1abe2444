package dev.comm.testkit.sim;

import dev.comm.testkit.FrameRule;
import dev.comm.testkit.Network;
import dev.comm.testkit.Partition;
import dev.comm.testkit.sim.network.Handle;
import dev.comm.testkit.sim.network.SimNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The network of a simulated cluster, addressed by ranks. */
final class SimLinks implements Network {
    private final SimCluster cluster;
    private final SimNetwork network;
    private final Map<Integer, SimLink> links = new TreeMap<>();

    SimLinks(SimCluster cluster, SimNetwork network) {
        this.cluster = cluster;
        this.network = network;
    }

    @Override
    public SimLink link(int from, int to) {
        int size = cluster.size();
        if (from == to || from < 0 || to < 0 || from >= size || to >= size) {
            throw new IllegalArgumentException(
                    "no link leads from rank " + from + " to rank " + to + "; ranks are 0 to " + (size - 1));
        }
        return links.computeIfAbsent(
                from * size + to, key -> new SimLink(cluster, network, cluster.member(from), cluster.member(to)));
    }

    @Override
    public Partition partition(Set<Integer> left, Set<Integer> right) {
        return new SimPartition(shut(left, right), shut(right, left));
    }

    private List<Handle> shut(Set<Integer> from, Set<Integer> to) {
        List<Handle> shutters = new ArrayList<>();
        for (int one : from) {
            for (int other : to) {
                shutters.add(link(one, other).shut());
            }
        }
        return shutters;
    }

    @Override
    public FrameRule.Handle rule(FrameRule rule) {
        SimRule inForce = new SimRule(rule, this, cluster.size());
        inForce.begin(network);
        return inForce;
    }

    @Override
    public void stranger(byte[] bytes, Duration gap) {
        cluster.connectStranger(bytes, gap);
    }

    @Override
    public void heal() {
        network.heal();
    }

    /** The blocks in both directions between two groups. */
    private record SimPartition(List<Handle> there, List<Handle> back) implements Partition {
        @Override
        public Partition oneWay() {
            back.forEach(Handle::close);
            return this;
        }

        @Override
        public void heal() {
            there.forEach(Handle::close);
            back.forEach(Handle::close);
        }
    }
}
