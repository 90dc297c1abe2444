package dev.comm.cluster;

import dev.comm.api.error.ConfigException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * The hosts of a run.
 *
 * @param list the hosts as Slurm writes them, or empty if they are not known
 * @param self the name of this host in the list, or empty
 * @param isOneHost whether all ranks run on this host
 */
record Team(String list, String self, boolean isOneHost) {
    private static final int ASKED_MAX = 64;

    /**
     * Returns the first host, on which rank 0 runs, or an empty text if the hosts are not known.
     *
     * @throws IllegalArgumentException if the list has another form
     */
    String first() {
        return list.isEmpty() ? "" : HostList.parse(list).get(0);
    }

    boolean isOnFirst() {
        return !self.isEmpty() && self.equals(first());
    }

    /**
     * Returns the addresses of this host on its routes to the other hosts. No packet is sent.
     *
     * @throws ConfigException if there is none
     */
    List<InetAddress> reachable() {
        if (isOneHost) {
            return List.of(InetAddress.getLoopbackAddress());
        }
        List<String> others = list.isEmpty()
                ? List.of()
                : HostList.parse(list).stream()
                        .distinct()
                        .filter(each -> !each.equals(self))
                        .limit(ASKED_MAX)
                        .toList();
        List<InetAddress> found = Routes.to(others);
        List<InetAddress> all = found.isEmpty() ? Routes.ofInterfaces() : found;
        if (all.isEmpty()) {
            throw new ConfigException("connect this host to a network, or set COMM_BIND to an address that the other"
                    + " hosts reach: rank 0 found only loopback addresses here");
        }
        return all;
    }

    /** Returns whether other hosts cannot reach an address because it only exists within this host. */
    boolean isHidden(InetSocketAddress address) {
        return !isOneHost && address.getAddress().isLoopbackAddress();
    }
}
