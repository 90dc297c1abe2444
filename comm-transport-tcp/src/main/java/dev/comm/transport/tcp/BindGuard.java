package dev.comm.transport.tcp;

import dev.comm.api.error.TransportException;
import dev.comm.api.spi.TransportConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;

/**
 * The rules for the addresses that the transport may listen on, and explanations of failures of bind. A name service is
 * never asked.
 */
final class BindGuard {
    private BindGuard() {}

    /**
     * Refuses an unresolved host name, and an address that other machines reach without authentication. With TLS,
     * authentication is required on the loopback address too.
     */
    static void check(InetSocketAddress address, TransportConfig config) {
        if (address.isUnresolved()) {
            throw new TransportException("Give an address of this machine, or correct the name. Cannot listen on "
                    + AddressFormat.name(address) + ": the host name " + address.getHostString()
                    + " is unknown here.");
        }
        boolean encrypted = config.tls() != null;
        if (encrypted && !config.tls().hasCertificate()) {
            throw new TransportException("Set tls.certificate and tls.key (comm cert new FOLDER makes them), or"
                    + " tls.keystore. Refused to listen on " + AddressFormat.name(address)
                    + ": TLS is set, but the listening side needs a certificate.");
        }
        if (config.authenticated() || config.unsafeAnonymous()) {
            return;
        }
        if (encrypted || !address.getAddress().isLoopbackAddress()) {
            throw openDoor(address, encrypted);
        }
    }

    private static TransportException openDoor(InetSocketAddress address, boolean encrypted) {
        String cure = encrypted
                ? "Set tls.trust, so that certificates are demanded, or set a secret"
                : "Set a secret (for example by COMM_SECRET_FILE), or certificates on both sides (comm cert new FOLDER,"
                        + " then tls.certificate, tls.key and tls.trust), or bind 127.0.0.1";
        String why = encrypted ? "TLS is set without authorities" : "other machines reach this address";
        return new TransportException(cure + ", or allow everybody with unsafeAnonymous(true). Refused to listen on "
                + AddressFormat.name(address) + ": " + why + ", so a peer may connect without a proof.");
    }

    /** Returns the warning for an allowed but unsafe configuration, or null. */
    static String warning(InetSocketAddress address, TransportConfig config) {
        if (!config.authenticated() && config.unsafeAnonymous()) {
            return "Set a secret, or certificates on both sides. Everybody who reaches " + AddressFormat.name(address)
                    + " can join and take part: unsafe.anonymous is set, so a peer may connect without a proof.";
        }
        if (config.tls() == null && !address.getAddress().isLoopbackAddress()) {
            return "Set tls.… unless you trust the network. Connections to " + AddressFormat.name(address)
                    + " are authenticated but not encrypted: anyone on the network path can read everything,"
                    + " and change it after the handshake.";
        }
        return null;
    }

    /** Returns a hint if the host name resolves to a loopback address, as Debian's 127.0.1.1 does, or null. */
    static String hint(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        String name = address.getHostString();
        if (!host.isLoopbackAddress()
                || isLiteral(name)
                || name.toLowerCase(Locale.ROOT).contains("localhost")) {
            return null;
        }
        return "Bind the address of a network interface, or correct " + name + " in /etc/hosts. The host name " + name
                + " resolves to " + host.getHostAddress()
                + ", a loopback address: nodes on other machines cannot connect.";
    }

    private static boolean isLiteral(String name) {
        return name.indexOf(':') >= 0 || name.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    }

    /** Returns the exception for a bind that the system refused. */
    static TransportException failed(InetSocketAddress address, Exception cause) {
        String reason = String.valueOf(cause.getMessage());
        return new TransportException(
                cure(address, reason.toLowerCase(Locale.ROOT)) + ": cannot listen on " + AddressFormat.name(address)
                        + ": " + reason,
                cause);
    }

    private static String cure(InetSocketAddress address, String reason) {
        int port = address.getPort();
        if (reason.contains("in use")) {
            return "set bind (COMM_BIND) to an address with another port, or with port 0 and a rendezvous file, or end"
                    + " the program that has the port (ss -ltnp shows it); port " + port + " is taken";
        }
        if (reason.contains("assign")) {
            return "set bind (COMM_BIND) to an address that `ip address` lists; no network interface of this machine"
                    + " has this one";
        }
        if (reason.contains("denied")) {
            return "set bind (COMM_BIND) to an address with a port from 1024 on; this user may not open port " + port;
        }
        return "set bind (COMM_BIND) to another address";
    }
}
