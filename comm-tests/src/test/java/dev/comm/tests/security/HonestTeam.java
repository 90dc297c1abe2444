package dev.comm.tests.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Answer;
import dev.comm.api.CommConfig;
import dev.comm.api.Profile;
import dev.comm.api.Timing;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.RegistryEntry;
import dev.comm.master.MasterNode;
import dev.comm.tests.work.NodesHere;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/** A master and a node over TCP, which work together during an attack. */
final class HonestTeam implements AutoCloseable {
    static final Handlers ECHO = Handlers.of("echo", String.class, String.class, text -> text);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();

    private static final Duration STARTUP = Duration.ofSeconds(400);

    private final Channel channel;
    private final NodesHere team;
    private final List<Long> honest;

    HonestTeam(Channel channel) {
        this(channel, UnaryOperator.identity());
    }

    /** @param settings further settings of the master */
    HonestTeam(Channel channel, UnaryOperator<CommConfig.Builder> settings) {
        this.channel = channel;
        Timing patient = Profile.LAN.timing().toBuilder()
                .handshake(Duration.ofMinutes(2)) // a busy machine is slow at TLS
                .build();
        team = new NodesHere(config -> settings.apply(channel.ofMaster(config).timing(patient)));
        team.add(ECHO, channel::ofNode);
        honest = registered();
    }

    MasterNode master() {
        return team.master();
    }

    InetSocketAddress address() {
        return master().address();
    }

    NodesHere nodes() {
        return team;
    }

    /** Adds a node that connects past an attacker and tries again soon. Returns when it is registered. */
    void addPast(InetSocketAddress attacker) {
        team.add(
                ECHO,
                config -> channel.ofNode(config)
                        .masters(List.of(attacker))
                        .startupTimeout(STARTUP)
                        .timing(Profile.LAN.timing().toBuilder()
                                .handshake(Duration.ofSeconds(5))
                                .retryMin(Duration.ofMillis(1))
                                .retryMax(Duration.ofMillis(20))
                                .build()));
    }

    /** Returns the incarnations in the registry. */
    List<Long> registered() {
        return master().registry().entries().values().stream()
                .map(RegistryEntry::incarnation)
                .toList();
    }

    /** Checks that the first node works, and that there was no other member. */
    void requireUnharmed() {
        assertThat(master().report().departed()).isEmpty();
        assertThat(registered()).isEqualTo(honest);
        requireEcho(1);
    }

    /** Waits until the first node is the only member, and checks that it works. */
    void requireRid() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!registered().equals(honest) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(registered()).isEqualTo(honest);
        requireEcho(1);
    }

    /** Checks that this node answers. */
    void requireEchoOf(int rank) {
        RegistryEntry entry = master().registry().entries().get(rank);
        assertThat(master().sendRequest(entry, "echo", "hello", String.class).value())
                .isEqualTo("hello");
    }

    /** Checks that so many nodes answer. */
    void requireEcho(int nodes) {
        assertThat(master().sendRequest("echo", "hello", String.class).all().values())
                .hasSize(nodes)
                .extracting(Answer::value)
                .containsOnly("hello");
    }

    @Override
    public void close() {
        team.close();
    }
}
