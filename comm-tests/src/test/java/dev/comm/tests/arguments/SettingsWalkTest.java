package dev.comm.tests.arguments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.Limits;
import dev.comm.api.Profile;
import dev.comm.api.Timing;
import dev.comm.api.error.BugException;
import dev.comm.api.error.CommException;
import dev.comm.api.error.ConfigException;
import dev.comm.testkit.Ending;
import dev.comm.testkit.sim.SimCluster;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A team with any extreme limit, time or number that {@code build()} accepts works, or fails with a reason. */
@Timeout(300)
class SettingsWalkTest {
    /** The settings that the engine sets itself, or needs unchanged. */
    private static final Set<String> NOT_WALKED = Set.of(
            "build",
            "rank",
            "size",
            "master",
            "masters",
            "bind",
            "rendezvous",
            "transport",
            "serializer",
            "providers",
            "types",
            "loader",
            "layer",
            "timing",
            "limits",
            "tls",
            "secret",
            "secretFile",
            "oldSecret",
            "oldSecretFile",
            "spool",
            "runId");

    private final List<String> complaints = new ArrayList<>();
    private int teams;

    @Test
    void aTeamWithAnExtremeLimitWorksOrSaysWhyNot() {
        walk(Limits.Builder.class, Limits::builder, made -> settings -> settings.limits((Limits) made));
    }

    @Test
    void aTeamWithAnExtremeTimeWorksOrSaysWhyNot() {
        walk(
                Timing.Builder.class,
                Profile.FAST.timing()::toBuilder,
                made -> settings -> settings.timing((Timing) made));
    }

    private void walk(Class<?> type, Supplier<?> builder, Change change) {
        for (Method each : Walk.methods(type, NOT_WALKED)) {
            for (Attempt attempt : Attempt.all(null, each, Examples.all())) {
                Object changed = builder.get();
                attempt.on(changed).run();
                Object made =
                        new Attempt(changed, build(type), new Object[0]).run().result();
                play(attempt.toString(), change.by(made));
            }
        }
        assertThat(complaints).isEmpty();
        assertThat(teams).isGreaterThan(10);
    }

    @Test
    void aTeamWithAnExtremeSettingWorksOrSaysWhyNot() {
        for (Method each : Walk.methods(CommConfig.Builder.class, NOT_WALKED)) {
            for (Attempt attempt : Attempt.all(null, each, Examples.all())) {
                play(attempt.toString(), settings -> {
                    attempt.on(settings).run();
                    return settings;
                });
            }
        }
        assertThat(complaints).isEmpty();
        assertThat(teams).isGreaterThan(10);
    }

    private static Method build(Class<?> type) {
        return Walk.methods(type, Set.of()).stream()
                .filter(each -> each.getName().equals("build"))
                .findFirst()
                .orElseThrow();
    }

    private void play(String name, UnaryOperator<CommConfig.Builder> change) {
        SimCluster cluster = new SimCluster(1, 0xa46);
        cluster.configure(change).program(SettingsWalkTest::meet).limit(Duration.ofHours(1));
        try {
            List<Ending> endings = cluster.runUnchecked().endings();
            teams++;
            if (!endings.stream().allMatch(SettingsWalkTest::isMeant)) {
                complaints.add(name + ": " + endings);
            }
        } catch (ConfigException e) {
            // The setting was refused with a reason.
        } catch (RuntimeException e) {
            complaints.add(name + ": " + e);
        }
    }

    private static void meet(Communicator comm) {
        comm.barrier();
        comm.collect("x".repeat(10_000));
    }

    private static boolean isMeant(Ending ending) {
        boolean hasReason = ending.error() instanceof CommException && !(ending.error() instanceof BugException);
        return ending.kind() == Ending.Kind.RETURNED || ending.kind() == Ending.Kind.THREW && hasReason;
    }

    /** The change of the settings that uses a built object. */
    private interface Change {
        UnaryOperator<CommConfig.Builder> by(Object made);
    }
}
