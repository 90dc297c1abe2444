package dev.comm.cluster;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/** The addresses of this host that other hosts can reach. A loopback address is never one of them. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Routes {
    /** Looking for a name can last seconds, so the search ends after this number of unknown ones. */
    private static final int UNKNOWN_MAX = 3;
    /** Any port; a route does not depend on it. */
    private static final int PORT = 9;

    private Routes() {}

    /** Returns the own addresses of the routes to these hosts, without unknown hosts. */
    static List<InetAddress> to(List<String> hosts) {
        Set<InetAddress> found = new LinkedHashSet<>();
        int unknown = 0;
        for (String host : hosts) {
            try {
                InetAddress other = InetAddress.getByName(host);
                if (!other.isLoopbackAddress()) {
                    add(other, found);
                }
            } catch (UnknownHostException e) {
                unknown++;
            }
            if (unknown >= UNKNOWN_MAX) {
                break;
            }
        }
        return List.copyOf(found);
    }

    private static void add(InetAddress other, Set<InetAddress> found) {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(new InetSocketAddress(other, PORT));
            InetAddress own = ((InetSocketAddress) channel.getLocalAddress()).getAddress();
            if (isReachable(own)) {
                found.add(own);
            }
        } catch (IOException e) {
            // no route to this host; another one may have one
        }
    }

    /** Returns the addresses of all network interfaces that are up. */
    public static List<InetAddress> ofInterfaces() {
        List<InetAddress> found = new ArrayList<>();
        try {
            for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
                if (each.isUp() && !each.isLoopback()) {
                    each.inetAddresses().filter(Routes::isReachable).forEach(found::add);
                }
            }
        } catch (SocketException e) {
            return List.of();
        }
        return found;
    }

    private static boolean isReachable(InetAddress own) {
        boolean isLocal = own.isLoopbackAddress() || own.isAnyLocalAddress() || own.isLinkLocalAddress();
        return !isLocal && !(own instanceof Inet6Address each && each.isSiteLocalAddress());
    }
}
