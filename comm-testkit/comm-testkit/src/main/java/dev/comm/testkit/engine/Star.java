package dev.comm.testkit.engine;

import dev.comm.testkit.Cluster;
import dev.comm.testkit.Link;
import java.util.List;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/** The connections between members, which join every node with the master. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Star {
    private Star() {}

    /** Returns the ranks that a member has connections to. */
    public static List<Integer> peers(int rank, int size) {
        return rank > 0 ? List.of(0) : IntStream.range(1, size).boxed().toList();
    }

    /** Returns the links from a member to its peers. */
    public static List<Link> from(int rank, Cluster cluster) {
        return peers(rank, cluster.size()).stream()
                .map(peer -> cluster.network().link(rank, peer))
                .toList();
    }

    /** Returns the links to a member from its peers. */
    public static List<Link> to(int rank, Cluster cluster) {
        return peers(rank, cluster.size()).stream()
                .map(peer -> cluster.network().link(peer, rank))
                .toList();
    }
}
