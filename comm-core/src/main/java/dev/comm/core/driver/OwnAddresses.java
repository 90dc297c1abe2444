package dev.comm.core.driver;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * The addresses of this host that other hosts may reach. The name of the host does not tell them, because on Debian it
 * stands for 127.0.1.1.
 */
final class OwnAddresses {
    private OwnAddresses() {}

    /** Returns the addresses of all network interfaces that are up, or the loopback address if there is no other. */
    static List<InetAddress> all() {
        List<InetAddress> found = new ArrayList<>();
        try {
            for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
                if (each.isUp() && !each.isLoopback()) {
                    each.inetAddresses().filter(OwnAddresses::isReachable).forEach(found::add);
                }
            }
        } catch (SocketException e) {
            found.clear();
        }
        if (found.isEmpty()) {
            return List.of(InetAddress.getLoopbackAddress());
        }
        putFirst(found);
        return found;
    }

    /** Puts the address of the host's name first if it is one of the others, because users expect it. */
    private static void putFirst(List<InetAddress> found) {
        try {
            InetAddress named = InetAddress.getLocalHost();
            if (found.remove(named)) {
                found.add(0, named);
            }
        } catch (UnknownHostException e) {
            // the name has no address; the order does not matter
        }
    }

    private static boolean isReachable(InetAddress own) {
        boolean isLocal = own.isLoopbackAddress() || own.isAnyLocalAddress() || own.isLinkLocalAddress();
        return !isLocal && !(own instanceof Inet6Address each && each.isSiteLocalAddress());
    }
}
