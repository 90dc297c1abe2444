package dev.comm.api.settings;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parser of {@code host:port}, in which a literal IPv6 address is in brackets. */
public final class HostPort {
    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9a-fA-F:.%\\w]+)]|([^\\[\\]:\\s/]+)):(\\d{1,5})");
    private static final Pattern IPV4 = Pattern.compile("[0-9.]+");
    private static final int PORT_MAX = 65_535;

    private HostPort() {}

    /** Parses addresses to connect to, separated by commas. Each connection attempt resolves the host names again. */
    public static List<InetSocketAddress> targets(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(HostPort::target)
                .toList();
    }

    private static InetSocketAddress target(String text) {
        Matcher parts = parts(text);
        int port = port(parts);
        if (port == 0) {
            throw new IllegalArgumentException("write the port on which the master listens; port 0 is not one");
        }
        return isLiteral(parts)
                ? new InetSocketAddress(reachable(look(host(parts))), port)
                : InetSocketAddress.createUnresolved(host(parts), port);
    }

    private static InetAddress reachable(InetAddress address) {
        if (address.isAnyLocalAddress()) {
            throw new IllegalArgumentException("write the address at which the others reach the master; "
                    + address.getHostAddress() + " is an address to listen on");
        }
        return address;
    }

    /** Parses an address to listen on and resolves its host name at once. */
    public static InetSocketAddress local(String text) {
        Matcher parts = parts(text);
        InetAddress address = look(host(parts));
        if (address.isLoopbackAddress() && !isLiteral(parts) && !host(parts).equalsIgnoreCase("localhost")) {
            throw new IllegalArgumentException("write the address itself, or correct /etc/hosts: '" + host(parts)
                    + "' resolves to " + address.getHostAddress() + ", which other machines cannot reach");
        }
        return new InetSocketAddress(address, port(parts));
    }

    private static Matcher parts(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "write host:port, for example node7:9021 or [::1]:9021 (an IPv6 address stands in brackets)");
        }
        return parts;
    }

    private static String host(Matcher parts) {
        return parts.group(1) != null ? parts.group(1) : parts.group(2);
    }

    private static boolean isLiteral(Matcher parts) {
        return parts.group(1) != null || IPV4.matcher(parts.group(2)).matches();
    }

    private static int port(Matcher parts) {
        int port = Integer.parseInt(parts.group(3));
        if (port > PORT_MAX) {
            throw new IllegalArgumentException("write a port of at most " + PORT_MAX);
        }
        return port;
    }

    private static InetAddress look(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("correct the host name '" + host + "': it is unknown here", e);
        }
    }
}
