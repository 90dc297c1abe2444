package dev.comm.tests.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.CommConfig;
import dev.comm.api.Secret;
import dev.comm.api.Tls;
import dev.comm.api.error.CommException;
import dev.comm.api.work.Handlers;
import dev.comm.testkit.contract.Certificates;
import dev.comm.tests.work.NodesHere;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A master and nodes with certificates work together, and those that do not fit are told why. */
@Timeout(600)
class EncryptedTeamTest {
    private static final Handlers ECHO = Handlers.of("echo", String.class, String.class, text -> text);
    private static final Secret SECRET =
            Secret.of("I7pnVs-b9DfV4wOoBLz16AuRNjE-m6o3bYcTiDnP53M".getBytes(StandardCharsets.US_ASCII));
    private static final Duration LONG_ENOUGH_FOR_ONE_ATTEMPT = Duration.ofSeconds(10);

    private static Tls onlyShowing(Tls from) {
        return Tls.builder().certificate(from.certificate()).key(from.key()).build();
    }

    /** Settings of a member. */
    private record Member(Tls tls, Secret secret) implements UnaryOperator<CommConfig.Builder> {
        @Override
        public CommConfig.Builder apply(CommConfig.Builder config) {
            return config.tls(tls).secret(secret);
        }
    }

    static Stream<Arguments> teams() {
        Tls shown = onlyShowing(Certificates.master());
        String pin = Certificates.pin(shown.certificate());
        Member plainMaster = new Member(shown, SECRET);
        return Stream.of(
                Arguments.of(
                        "certificates on both sides",
                        new Member(Certificates.master(), null),
                        new Member(Certificates.node(), null)),
                Arguments.of(
                        "and a secret",
                        new Member(Certificates.master(), SECRET),
                        new Member(Certificates.node(), SECRET)),
                Arguments.of(
                        "a secret for a node without one",
                        plainMaster,
                        new Member(Tls.trusting(Certificates.authority()), SECRET)),
                Arguments.of("a pin", plainMaster, new Member(Tls.pinned(pin), SECRET)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("teams")
    void worksTogether(String what, Member master, Member node) {
        try (NodesHere team = new NodesHere(master)) {
            team.add(ECHO, node);
            assertThat(team.master()
                            .sendRequest("echo", "hello", String.class)
                            .all()
                            .get(1)
                            .value())
                    .isEqualTo("hello");
        }
    }

    /** A node that does not fit its master, and a word of what it is told. */
    private record Misfit(Member master, Member node, String why) {}

    private static List<Misfit> misfits() {
        Tls node = Certificates.node();
        Tls.Builder pinned = Tls.builder().certificate(node.certificate()).key(node.key());
        String pin = Certificates.pin(Certificates.master().certificate());
        String other = Certificates.pin(node.certificate());
        Member master = new Member(Certificates.master(), SECRET);
        Member good = new Member(node, SECRET);
        return List.of(
                new Misfit(master, new Member(null, SECRET), "it speaks TLS; configure TLS on both sides or on none"),
                new Misfit(master, new Member(Tls.pinned(pin), SECRET), "certificate"),
                new Misfit(
                        master, new Member(Tls.trusting(Certificates.authority()), SECRET), "from an authority that"),
                new Misfit(master, new Member(Certificates.strangeNode(), SECRET), "certificate"),
                new Misfit(master, new Member(pinned.pin(other).build(), SECRET), "which is not tls.pin"),
                new Misfit(
                        master,
                        new Member(
                                node,
                                Secret.of("l7Ez1dIyQ0qC3iUvhGxB9mTjRk2aWfS8PnOoZ5cLbXs"
                                        .getBytes(StandardCharsets.US_ASCII))),
                        "secret"),
                new Misfit(new Member(null, SECRET), good, "perhaps it does not speak TLS"),
                new Misfit(new Member(Certificates.strangeMaster(), SECRET), good, "no authority"),
                new Misfit(new Member(Certificates.wrongName(), SECRET), good, "another name"));
    }

    /** SEC-17: nobody gets in, and the message says what does not fit. All at once, because each tries to the end. */
    @Test
    void sec17_whoDoesNotFitStaysOutAndIsToldWhy() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Misfit> misfits = misfits(); // made before the time of the first one runs
            List<CompletableFuture<Void>> all = misfits.stream()
                    .map(each -> CompletableFuture.runAsync(() -> refused(each), threads))
                    .toList();
            for (CompletableFuture<Void> each : all) {
                NodesHere.get(each);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void refused(Misfit misfit) {
        try (NodesHere team = new NodesHere(misfit.master())) {
            assertThatThrownBy(() -> team.connect(
                            config -> misfit.node().apply(config).startupTimeout(LONG_ENOUGH_FOR_ONE_ATTEMPT)))
                    .isInstanceOf(CommException.class)
                    .hasMessageContaining(misfit.why());
            assertThat(team.master().registry().entries()).isEmpty();
        }
    }
}
