package dev.comm.transport.tcp;

import dev.comm.api.TransportException;
import dev.comm.api.spi.TransportConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;

/** Says which addresses may be listened on, and what to do when one may or can not. Never asks a name service. */
final class BindGuard {
    private BindGuard() {}

    /**
     * Refuses a name without an address, and an open door: an address that others reach while nothing proves who they
     * are.
     */
    static void check(InetSocketAddress address, TransportConfig config) {
        if (address.isUnresolved()) {
            throw new TransportException(
                    "Cannot listen on " + Peers.name(address) + ": the host name " + address.getHostString()
                            + " is unknown here. Give an address of this machine, or correct the name.");
        }
        InetAddress host = address.getAddress();
        if (host.isLoopbackAddress() || config.authenticated() || config.unsafeAnonymous()) {
            return;
        }
        throw new TransportException("Refused to listen on " + Peers.name(address)
                + ": other machines reach this address, and nothing proves who connects."
                + " Set a secret (for example by COMM_SECRET_FILE), or bind 127.0.0.1,"
                + " or allow everybody with unsafeAnonymous(true).");
    }

    /** A hint if a host name stands for this machine alone, as Debian's 127.0.1.1 does; otherwise null. */
    static String hint(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        String name = address.getHostString();
        if (!host.isLoopbackAddress()
                || isLiteral(name)
                || name.toLowerCase(Locale.ROOT).contains("localhost")) {
            return null;
        }
        return "The host name " + name + " resolves to " + host.getHostAddress()
                + ", a loopback address: nodes on other machines cannot connect."
                + " Bind the address of a network interface, or correct " + name + " in /etc/hosts.";
    }

    private static boolean isLiteral(String name) {
        return name.indexOf(':') >= 0 || name.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    }

    /** What to tell when the system would not bind. */
    static TransportException failed(InetSocketAddress address, Exception cause) {
        return new TransportException(
                "Cannot listen on " + Peers.name(address) + ": " + cure(address, String.valueOf(cause.getMessage())),
                cause);
    }

    private static String cure(InetSocketAddress address, String reason) {
        String lower = reason.toLowerCase(Locale.ROOT);
        if (lower.contains("in use")) {
            return "port " + address.getPort() + " is taken. End the program that has it (ss -ltnp shows it),"
                    + " choose another port, or choose port 0 and publish the one the system gives.";
        }
        if (lower.contains("assign")) {
            return "no network interface of this machine has this address. Give one that `ip address` lists.";
        }
        if (lower.contains("denied")) {
            return "this user may not open port " + address.getPort() + ". Choose a port from 1024 on.";
        }
        return reason;
    }
}
