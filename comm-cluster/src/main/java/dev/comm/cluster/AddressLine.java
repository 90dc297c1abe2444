package dev.comm.cluster;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address in the file {@code master}, as {@code 10.0.0.7:20001} or {@code [fe80::1]:20001}, but no name. */
final class AddressLine {
    private static final Pattern FORM = Pattern.compile("([0-9.]{7,15}|\\[[0-9a-fA-F:.%\\w]{2,64}]):([1-9][0-9]{0,4})");

    private AddressLine() {}

    static String text(InetAddress address, int port) {
        String host = address.getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    static Optional<InetSocketAddress> parse(String line) {
        Matcher parts = FORM.matcher(line.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            int port = Integer.parseInt(parts.group(2));
            return Optional.of(new InetSocketAddress(InetAddress.getByName(parts.group(1)), port));
        } catch (UnknownHostException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
