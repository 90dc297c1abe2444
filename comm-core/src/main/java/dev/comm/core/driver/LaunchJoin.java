package dev.comm.core.driver;

import dev.comm.api.CommConfig;
import dev.comm.api.Secret;
import dev.comm.api.error.ConfigException;
import dev.comm.api.error.InterruptedCallException;
import dev.comm.api.launch.Launch;
import dev.comm.api.launch.Meeting;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings that only a running job of a scheduler has: the secret that rank 0 made, and the time that is left.
 * Without a launch provider the settings stay as they are.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LaunchJoin {
    private static final Logger LOG = LoggerFactory.getLogger("dev.comm");
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long FIRST_LINE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long NEXT_LINE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Meeting meeting;
    private final Environment environment;
    private final long start;

    private LaunchJoin(Meeting meeting, Environment environment) {
        this.meeting = meeting;
        this.environment = environment;
        this.start = environment.nanoTime();
    }

    /**
     * Returns the completed settings. It waits for the secret at most as long as a start may take.
     *
     * @throws ConfigException if no secret came in time, or the meeting cannot be used
     */
    public static CommConfig of(CommConfig config, Environment environment) {
        Launch launch = config.launch().orElse(null);
        if (launch == null) {
            return config;
        }
        LOG.debug("{}", config);
        boolean isProven = config.isAuthenticated() || config.unsafeAnonymous();
        Secret secret = config.meeting()
                .filter(meeting -> !isProven)
                .map(meeting -> new LaunchJoin(meeting, environment)
                        .await(config.timing().startup()))
                .orElse(null);
        // Nodes hear from the master how long the run may last.
        boolean asks = config.isMaster() && config.liveTime() == null;
        Duration rest = asks ? launch.rest().orElse(null) : null;
        return config.joining(secret, rest);
    }

    /**
     * Returns the watch of rank 0 over the time that is left, or null without a scheduler or with a live time of the
     * user.
     */
    public static LiveTimeWatch watch(CommConfig given, CommConfig joined, Environment environment) {
        return given.liveTime() != null || given.launch().isEmpty()
                ? null
                : LiveTimeWatch.of(given.launch().get(), joined.liveTime(), environment::nanoTime);
    }

    private Secret await(Duration bound) {
        long nextLine = FIRST_LINE_NANOS;
        Optional<byte[]> found = meeting.secret();
        while (found.isEmpty()) {
            long waited = environment.nanoTime() - start;
            if (waited >= bound.toNanos()) {
                throw new ConfigException("let all tasks see one folder and name it in COMM_SHARED, or export"
                        + " COMM_SECRET in the batch script; then look at the output of rank 0: no secret came by "
                        + meeting.place() + " within " + bound.toSeconds() + "s");
            }
            if (waited >= nextLine) {
                nextLine += NEXT_LINE_NANOS;
                LOG.warn(
                        "waits for the secret of rank 0 for {}s; it comes by {}",
                        TimeUnit.NANOSECONDS.toSeconds(waited),
                        meeting.place());
            }
            pause();
            found = meeting.secret();
        }
        return Secret.of(found.get());
    }

    private static void pause() {
        LockSupport.parkNanos(PAUSE_NANOS);
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedCallException("start the member again: it was interrupted while it waited for rank 0");
        }
    }
}
