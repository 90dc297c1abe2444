package dev.comm.tests.security;

import dev.comm.api.CommConfig;
import dev.comm.api.Secret;
import dev.comm.api.Tls;
import dev.comm.core.testing.Extent;
import dev.comm.testkit.contract.Certificates;
import dev.comm.tests.canary.RawPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** The connections of a team, whose members know one secret, and the means of an attacker. */
enum Channel {
    /** Without encryption. */
    PLAIN,
    /** The master alone shows a certificate, so each stranger gets a channel. */
    TLS,
    /** Certificates on both sides; the attacker has that of a node. */
    MUTUAL;

    static final Secret SECRET = secret("I7pnVs-b9DfV4wOoBLz16AuRNjE-m6o3bYcTiDnP53M");
    static final Secret OTHER = secret("l7Ez1dIyQ0qC3iUvhGxB9mTjRk2aWfS8PnOoZ5cLbXs");

    private static Secret secret(String text) {
        return Secret.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    private Tls tlsOfMaster() {
        Tls master = Certificates.master();
        return switch (this) {
            case PLAIN -> null;
            case TLS ->
                Tls.builder()
                        .certificate(master.certificate())
                        .key(master.key())
                        .build();
            case MUTUAL -> master;
        };
    }

    private Tls tlsOfNode() {
        return switch (this) {
            case PLAIN -> null;
            case TLS -> Tls.trusting(Certificates.authority());
            case MUTUAL -> Certificates.node();
        };
    }

    CommConfig.Builder ofMaster(CommConfig.Builder config) {
        return config.tls(tlsOfMaster()).secret(SECRET);
    }

    CommConfig.Builder ofNode(CommConfig.Builder config) {
        return config.tls(tlsOfNode()).secret(SECRET);
    }

    boolean isEncrypted() {
        return this != PLAIN;
    }

    /**
     * Returns the attacks of a kind that a test tries. Each build tries all without encryption, and a fifth of them
     * with it, because each attempt is a handshake of TLS. The full run tries all.
     */
    <T> List<T> some(List<T> attacks) {
        int step = isEncrypted() ? Extent.of(5, 1) : 1;
        return IntStream.range(0, attacks.size())
                .filter(i -> i % step == 0)
                .mapToObj(attacks::get)
                .toList();
    }

    /** The attacker connects as a node would. */
    Socket connect(InetSocketAddress target) throws IOException {
        return isEncrypted()
                ? CarelessTls.connect(target, this == MUTUAL ? Certificates.node() : null)
                : new Socket(target.getAddress(), target.getPort());
    }

    RawPeer attack(InetSocketAddress target) throws IOException {
        return new RawPeer(connect(target));
    }

    /** The attacker listens as a master would, with a certificate if there is encryption. */
    ServerSocket listen(Tls shown) throws IOException {
        return isEncrypted() ? CarelessTls.listen(shown) : new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    static InetSocketAddress address(ServerSocket port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port.getLocalPort());
    }
}
