package dev.comm.testkit.live.network;

import dev.comm.testkit.Frame;
import dev.comm.testkit.FrameRule;
import dev.comm.testkit.FrameVerdict;
import dev.comm.testkit.Network;
import dev.comm.testkit.Partition;
import dev.comm.testkit.history.Occurrence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The proxies of a cluster, by ranks. Guarded by the world. */
public final class ProxiedNetwork implements Network {
    private final ProxiedCluster cluster;
    private final Map<Integer, ProxiedLink> links = new TreeMap<>();
    private int healings;

    public ProxiedNetwork(ProxiedCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public synchronized ProxiedLink link(int from, int to) {
        int size = cluster.size();
        if (from == to || from < 0 || to < 0 || from >= size || to >= size) {
            throw new IllegalArgumentException(
                    "no link leads from rank " + from + " to rank " + to + "; ranks are 0 to " + (size - 1));
        }
        return links.computeIfAbsent(from * size + to, key -> new ProxiedLink(this, cluster, from, to));
    }

    private synchronized List<ProxiedLink> links() {
        return List.copyOf(links.values());
    }

    @Override
    public Partition partition(Set<Integer> left, Set<Integer> right) {
        return new LoopbackPartition(shut(left, right), shut(right, left));
    }

    private List<ProxiedLink.Shutter> shut(Set<Integer> from, Set<Integer> to) {
        List<ProxiedLink.Shutter> shutters = new ArrayList<>();
        for (int one : from) {
            for (int other : to) {
                shutters.add(link(one, other).shut());
            }
        }
        return shutters;
    }

    @Override
    public FrameRule.Handle rule(FrameRule rule) {
        return new LoopbackRule(cluster, rule);
    }

    @Override
    public void stranger(byte[] bytes, Duration gap) {
        cluster.act(() -> cluster.site().stranger(bytes, gap));
    }

    @Override
    public void heal() {
        cluster.act(() -> {
            healings++;
            links().forEach(ProxiedLink::heal);
            cluster.site().rules().clear();
        });
    }

    /** Returns the number of times that everything was healed. */
    int healings() {
        return healings;
    }

    /** A rule that is applied as one step of the world, so that no event is recorded meanwhile. */
    private static final class LoopbackRule implements FrameRule.Handle {
        private final ProxiedCluster cluster;
        private volatile FrameRule.Handle handle;

        LoopbackRule(ProxiedCluster cluster, FrameRule rule) {
            this.cluster = cluster;
            cluster.act(() -> handle = cluster.site().rules().add(frame -> ask(rule, frame)));
        }

        private FrameVerdict ask(FrameRule rule, Frame frame) {
            synchronized (cluster.monitor()) {
                FrameVerdict verdict = rule.apply(frame);
                if (verdict.action() != FrameVerdict.Action.PASS) {
                    cluster.note(harm(verdict), Math.max(frame.from(), frame.to()));
                }
                return verdict;
            }
        }

        private static Occurrence.Fault.Kind harm(FrameVerdict verdict) {
            return verdict.action() == FrameVerdict.Action.DELAY
                    ? Occurrence.Fault.Kind.DELAY
                    : Occurrence.Fault.Kind.CUT;
        }

        @Override
        public int hits() {
            FrameRule.Handle inForce = handle;
            return inForce == null ? 0 : inForce.hits();
        }

        @Override
        public void close() {
            cluster.act(() -> handle.close());
        }
    }

    /** The blocks in both directions between two groups. */
    private record LoopbackPartition(List<ProxiedLink.Shutter> there, List<ProxiedLink.Shutter> back)
            implements Partition {
        @Override
        public Partition oneWay() {
            back.forEach(ProxiedLink.Shutter::open);
            return this;
        }

        @Override
        public void heal() {
            there.forEach(ProxiedLink.Shutter::open);
            back.forEach(ProxiedLink.Shutter::open);
        }
    }
}
