package dev.comm.transport.tcp;

import java.net.InetSocketAddress;

/** The text form of socket addresses for messages, without a reverse look-up. */
final class AddressFormat {
    private AddressFormat() {}

    /** Returns {@code host:port}, with the resolved address if the host was given by name. */
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
