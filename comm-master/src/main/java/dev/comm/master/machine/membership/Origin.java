package dev.comm.master.machine.membership;

/** The origin of a connection. Quotas and log lines count connections by their origin. */
public final class Origin {
    private static final String UNRESOLVED = "<unresolved>";
    private static final int NETWORK_GROUPS = 4;

    private Origin() {}

    /**
     * Returns the address of a peer without its port. For IPv6 this is the network (/64), because one host may use all
     * addresses of its network.
     *
     * @param peer address in the form of a transport: {@code host/address:port}
     */
    public static String of(String peer) {
        int slash = peer.lastIndexOf('/');
        String address = withoutPort(peer.substring(slash + 1));
        return address.equals(UNRESOLVED) ? peer.substring(0, slash) : network(address);
    }

    /** Returns whether the peer is on this machine. */
    public static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("0:0:0:0:0:0:0:1");
    }

    private static String withoutPort(String address) {
        if (address.startsWith("[") && address.indexOf(']') > 0) {
            return address.substring(1, address.indexOf(']'));
        }
        int colon = address.lastIndexOf(':');
        return colon < 0 ? address : address.substring(0, colon);
    }

    private static String network(String address) {
        String[] groups = address.split(":");
        boolean isVersion6 = groups.length == 8;
        return !isVersion6 || isLoopback(address)
                ? address
                : String.join(":", java.util.Arrays.asList(groups).subList(0, NETWORK_GROUPS)) + "::/64";
    }
}
