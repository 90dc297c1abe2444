package dev.comm.transport.tcp;

import java.net.InetSocketAddress;

/** Writes addresses for people, without any reverse look-up. */
final class Peers {
    private Peers() {}

    /** {@code host:port}; the name if one was given, and the address it stands for. */
    static String name(InetSocketAddress address) {
        String host = address.getHostString();
        String port = ":" + address.getPort();
        if (address.isUnresolved()) {
            return host + port;
        }
        String literal = address.getAddress().getHostAddress();
        String shown = literal.indexOf(':') >= 0 ? "[" + literal + "]" : literal;
        return host.equals(literal) ? shown + port : host + port + " (" + shown + ")";
    }
}
