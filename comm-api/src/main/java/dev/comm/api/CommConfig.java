package dev.comm.api;

import dev.comm.api.error.Arguments;
import dev.comm.api.error.ConfigException;
import dev.comm.api.settings.Setting;
import dev.comm.api.settings.Source;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The settings of one process. Immutable; made by a {@link Builder}, which checks everything at once.
 *
 * <p>A value set in code takes precedence, then system properties ({@code comm.run.id}), then environment variables
 * ({@code COMM_RUN_ID}), then the default. Blank text counts as not set. The same settings suit every rank: a node
 * ignores the settings of the master, and the other way round.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class CommConfig {
    private final Resolution settings;
    private final Timing timing;
    private final List<Secret> secrets;
    private final Tls tls;

    private CommConfig(Resolution settings) {
        this.settings = settings;
        this.timing = TimingSettings.compose(settings);
        this.secrets = SecretSettings.of(settings);
        this.tls = TlsSettings.compose(settings);
        new ConfigChecks(settings).check(timing, secret(), tls);
        settings.finish();
    }

    /** Returns a builder with the defaults; it ignores system properties and environment variables. */
    public static Builder builder() {
        return new Builder(name -> null, name -> null);
    }

    /** Returns a builder that reads system properties and environment variables too; values set on it go first. */
    public static Builder fromEnvironment() {
        return from(System::getProperty, System::getenv);
    }

    /** A builder that reads these properties and this environment. */
    static Builder from(UnaryOperator<String> properties, UnaryOperator<String> environment) {
        return new Builder(properties, environment);
    }

    /**
     * This process's rank: 0 for the master, 1 and above for a node. The default -1 is a node that takes its rank from
     * the master.
     */
    public int rank() {
        return settings.get(Settings.RANK);
    }

    /** Whether this process is the master: its rank is 0. A process without a rank (-1) is a node. */
    public boolean isMaster() {
        return rank() == 0;
    }

    /**
     * Whether a source gives this process a place in a run: a rank, an address of the master or a rendezvous file. A
     * process without one is a node that looks for a master at the default address.
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public boolean isPlaced() {
        return Stream.of(Settings.RANK, Settings.MASTER, Settings.RENDEZVOUS)
                .anyMatch(setting -> settings.source(setting) != Source.DEFAULT);
    }

    /** Number of rank slots, rank 0 included; 0 if unknown (a node learns it from the master). */
    public int size() {
        return settings.get(Settings.SIZE);
    }

    /** The addresses of the master, which nodes try in this order; host names are not resolved yet. */
    public List<InetSocketAddress> masters() {
        return settings.get(Settings.MASTER);
    }

    /** Where the master listens; port 0 lets the system choose. */
    public InetSocketAddress bind() {
        return settings.get(Settings.BIND);
    }

    /** File in which the master publishes where it listens and nodes look for it, or null. */
    public Path rendezvous() {
        return settings.get(Settings.RENDEZVOUS);
    }

    /** The files that a launcher named to this process. */
    public LaunchFiles launchFiles() {
        return new LaunchFiles(settings.get(Settings.RANK_FILE), settings.get(Settings.DEPARTURES));
    }

    /** The run. */
    public RunId runId() {
        return settings.get(Settings.RUN_ID);
    }

    /** All timeouts and intervals. */
    public Timing timing() {
        return timing;
    }

    /** All limits. */
    public Limits limits() {
        return settings.get(Settings.LIMITS);
    }

    /** The rule if some ranks have not joined within the startup timeout. */
    public StartPolicy startup() {
        return settings.get(Settings.STARTUP);
    }

    /** The rule for members that miss a deadline; equal on all members. */
    public DeadlinePolicy onDeadline() {
        return settings.get(Settings.ON_DEADLINE);
    }

    /** The rule if a process asks for a rank that a living member has. */
    public DuplicatePolicy onDuplicate() {
        return settings.get(Settings.ON_DUPLICATE);
    }

    /** The quorum of a collective: the least number of survivors; equal on all members. */
    public int minSurvivors() {
        return settings.get(Settings.MIN_SURVIVORS);
    }

    /** Whether {@link #minSurvivors} was set: then the program takes members into account that leave early. */
    public boolean isMinSurvivorsSet() {
        return settings.source(Settings.MIN_SURVIVORS) != Source.DEFAULT;
    }

    /** Whether processes may join an SPMD run after its start, through the lobby. */
    public boolean elastic() {
        return settings.get(Settings.ELASTIC);
    }

    /** Whether {@code run} ends this process if it goes on for long after its membership. */
    public boolean endOrphan() {
        return settings.get(Settings.END_ORPHAN);
    }

    /** The types that values may have; all members declare them in the same order. */
    public List<Class<?>> types() {
        return settings.get(Settings.TYPES);
    }

    /** Name of the serializer provider. */
    public String serializer() {
        return settings.get(Settings.SERIALIZER);
    }

    /** Name of the transport provider. */
    public String transport() {
        return settings.get(Settings.TRANSPORT);
    }

    /** Provider instances, which take precedence over providers found by lookup. */
    public List<NamedProvider> providers() {
        return settings.get(Settings.PROVIDERS);
    }

    /** The class loader for classes and providers, or null for the default lookup order. */
    public ClassLoader loader() {
        return settings.get(Settings.LOADER);
    }

    /** The module layer that provider lookup searches first, or null for the default lookup order. */
    public ModuleLayer layer() {
        return settings.get(Settings.LAYER);
    }

    /** The shared secret, or null. */
    public Secret secret() {
        return secrets.isEmpty() ? null : secrets.get(0);
    }

    /** The shared secret, followed by the old one while it is being replaced; empty without a secret. */
    public List<Secret> secrets() {
        return secrets;
    }

    /** The TLS settings, or null without encryption. */
    public Tls tls() {
        return tls;
    }

    /** Whether peers authenticate each other, by a secret or by certificates on both sides. */
    public boolean isAuthenticated() {
        return !secrets.isEmpty() || tls != null && tls.isMutual();
    }

    /** Whether the master may bind an address outside the loopback without authentication. */
    public boolean unsafeAnonymous() {
        return settings.get(Settings.UNSAFE_ANONYMOUS);
    }

    /** The live time: how long this process offers to work, or null without limit. */
    public Duration liveTime() {
        return settings.get(Settings.LIVE_TIME);
    }

    /** How many requests a node works on concurrently. */
    public int slots() {
        return settings.get(Settings.SLOTS);
    }

    /** How many tasks a node holds per slot. */
    public int credit() {
        return settings.get(Settings.CREDIT);
    }

    /**
     * How long tasks wait while no living node can take them, before they fail; see
     * {@link dev.comm.api.work.TaskBatch#waitForNodes}. Not set, it is the default deadline of calls.
     */
    public Duration waitForNodes() {
        Duration set = settings.get(Settings.WAIT_FOR_NODES);
        return set == null ? timing.collective() : set;
    }

    /** The labels that a node announces for task affinity. */
    public List<String> labels() {
        return settings.get(Settings.LABELS);
    }

    /** Folder for spool files, which hold payloads above the memory limits. */
    public Path spool() {
        return settings.get(Settings.SPOOL);
    }

    /** How long a blocked call busy-polls before it parks. */
    public Duration yieldTime() {
        return settings.get(Settings.YIELD_TIME);
    }

    /** Returns the settings that differ from their default, with their source; never the secret. */
    @Override
    public String toString() {
        return "CommConfig[" + settings + "]";
    }

    /** Collects settings; not safe for use by several threads. {@link #build} reports all wrong values together. */
    public static final class Builder {
        private final Map<Setting<?>, Object> given = new IdentityHashMap<>();
        private final UnaryOperator<String> properties;
        private final UnaryOperator<String> environment;

        private Builder(UnaryOperator<String> properties, UnaryOperator<String> environment) {
            this.properties = properties;
            this.environment = environment;
        }

        /** This process's rank: 0 for the master, 1 and above for a node, -1 for a node with any rank. */
        public Builder rank(int value) {
            return set(Settings.RANK, value);
        }

        /** Number of rank slots, rank 0 included; 0 if unknown (a node learns it from the master). */
        public Builder size(int value) {
            return set(Settings.SIZE, value);
        }

        /** The addresses of the master as {@code host:port}, which nodes try in this order; write IPv6 in brackets. */
        public Builder master(String... hostPorts) {
            return read(Settings.MASTER, String.join(",", Arguments.given(hostPorts, "the addresses of the master")));
        }

        /** The addresses of the master, which nodes try in this order. */
        public Builder masters(List<InetSocketAddress> value) {
            return set(Settings.MASTER, copy(value));
        }

        /** Where the master listens: {@code host:port}; port 0 lets the system choose. */
        public Builder bind(String hostPort) {
            return read(Settings.BIND, hostPort);
        }

        /** Where the master listens; port 0 lets the system choose. */
        public Builder bind(InetSocketAddress value) {
            return set(Settings.BIND, value);
        }

        /** File in which the master publishes where it listens and nodes look for it, or null. */
        public Builder rendezvous(Path value) {
            return set(Settings.RENDEZVOUS, value);
        }

        /** The run. */
        public Builder runId(RunId value) {
            return set(Settings.RUN_ID, value);
        }

        /** The profile, which provides the default of each time. */
        public Builder profile(Profile value) {
            return set(Settings.PROFILE, value);
        }

        /** All times at once; takes precedence over the profile, properties and environment. */
        public Builder timing(Timing value) {
            return set(Settings.TIMING, value);
        }

        /** Default deadline of a collective and of every other call; takes precedence over {@link #timing}. */
        public Builder timeout(Duration value) {
            return set(TimingSettings.TIMEOUT, value);
        }

        /** Limit on the start of a member and on waiting for missing ranks; takes precedence over {@link #timing}. */
        public Builder startupTimeout(Duration value) {
            return set(TimingSettings.STARTUP, value);
        }

        /** All limits. */
        public Builder limits(Limits value) {
            return set(Settings.LIMITS, value);
        }

        /** The rule if some ranks have not joined within the startup timeout. */
        public Builder startup(StartPolicy value) {
            return set(Settings.STARTUP, value);
        }

        /** The rule for members that miss a deadline; equal on all members. */
        public Builder onDeadline(DeadlinePolicy value) {
            return set(Settings.ON_DEADLINE, value);
        }

        /** The rule if a process asks for a rank that a living member has. */
        public Builder onDuplicate(DuplicatePolicy value) {
            return set(Settings.ON_DUPLICATE, value);
        }

        /** The quorum of a collective: the least number of survivors; equal on all members. */
        public Builder minSurvivors(int value) {
            return set(Settings.MIN_SURVIVORS, value);
        }

        /** Whether processes may join an SPMD run after its start, through the lobby. */
        public Builder elastic(boolean value) {
            return set(Settings.ELASTIC, value);
        }

        /**
         * Whether {@code run} ends this process with code 5 or 6 if it goes on for {@link Timing#masterLease} and
         * {@link Timing#termGrace} after its membership. The default is true; a process that joins is never ended.
         */
        public Builder endOrphan(boolean value) {
            return set(Settings.END_ORPHAN, value);
        }

        /** The types that values may have; declare them in the same order on all members. Replaces earlier types. */
        public Builder types(Class<?>... value) {
            return set(Settings.TYPES, copy(Arrays.asList(Arguments.given(value, "the types of values"))));
        }

        /** The types that values may have; declare them in the same order on all members. Replaces earlier types. */
        public Builder types(List<Class<?>> value) {
            return set(Settings.TYPES, copy(value));
        }

        /** Name of the serializer provider. */
        public Builder serializer(String value) {
            return set(Settings.SERIALIZER, value);
        }

        /** Name of the transport provider. */
        public Builder transport(String value) {
            return set(Settings.TRANSPORT, value);
        }

        /** Provider instances, which take precedence over providers found by lookup. */
        public Builder providers(List<NamedProvider> value) {
            return set(Settings.PROVIDERS, copy(value));
        }

        /** The class loader for classes and providers, or null for the default lookup order. */
        public Builder loader(ClassLoader value) {
            return set(Settings.LOADER, value);
        }

        /** The module layer that provider lookup searches first, or null for the default lookup order. */
        public Builder layer(ModuleLayer value) {
            return set(Settings.LAYER, value);
        }

        /** The shared secret, or null. */
        public Builder secret(Secret value) {
            return set(Settings.SECRET, value);
        }

        /** File with the shared secret, or null: at least 16 bytes, with no permissions for group and others. */
        public Builder secretFile(Path value) {
            return set(Settings.SECRET_FILE, value);
        }

        /**
         * The secret that {@link #secret} replaces, or null; the master admits peers that know either one. To replace a
         * secret, restart the master with both, then the nodes with the new one, then the master with the new one
         * alone. Until that last restart the master still accepts the old secret.
         */
        public Builder oldSecret(Secret value) {
            return set(Settings.SECRET_OLD, value);
        }

        /** File with the secret that is being replaced, or null; the rules of {@link #secretFile} apply. */
        public Builder oldSecretFile(Path value) {
            return set(Settings.SECRET_OLD_FILE, value);
        }

        /** The TLS settings, which take precedence over all settings {@code tls.…}; null without encryption. */
        public Builder tls(Tls value) {
            return set(TlsSettings.TLS, value);
        }

        /** Whether the master may bind an address outside the loopback without authentication. */
        public Builder unsafeAnonymous(boolean value) {
            return set(Settings.UNSAFE_ANONYMOUS, value);
        }

        /** The live time: how long this process offers to work, or null without limit. */
        public Builder liveTime(Duration value) {
            return set(Settings.LIVE_TIME, value);
        }

        /** How many requests a node works on concurrently. */
        public Builder slots(int value) {
            return set(Settings.SLOTS, value);
        }

        /** How many tasks a node holds per slot. */
        public Builder credit(int value) {
            return set(Settings.CREDIT, value);
        }

        /**
         * How long tasks wait while no living node can take them, before they fail: more than 0 and at most 365 days.
         * Null, the default, is the default deadline of calls. A batch may set its own time.
         */
        public Builder waitForNodes(Duration value) {
            return set(Settings.WAIT_FOR_NODES, value);
        }

        /** The labels that a node announces for task affinity: at most 100, each with 1 to 100 characters. */
        public Builder labels(List<String> value) {
            return set(Settings.LABELS, copy(value));
        }

        /** Folder for spool files, which hold payloads above the memory limits. */
        public Builder spool(Path value) {
            return set(Settings.SPOOL, value);
        }

        /**
         * How long a blocked call busy-polls before it parks: 0 to 10 ms, by default 50 µs. The thread yields between
         * polls, and the time restarts with every event received, for any call. A short round trip then costs no park
         * and wake-up, and a core stays busy at most this long after the last event. With 0 every call parks at once.
         */
        public Builder yieldTime(Duration value) {
            return set(Settings.YIELD_TIME, value);
        }

        /**
         * Checks all settings and builds.
         *
         * @throws ConfigException if settings are wrong; the message names each one
         */
        public CommConfig build() {
            return new CommConfig(new Resolution(new IdentityHashMap<>(given), properties, environment));
        }

        private <T> Builder set(Setting<T> setting, T value) {
            given.put(setting, value);
            return this;
        }

        private Builder read(Setting<?> setting, String text) {
            given.put(setting, text == null ? null : new Resolution.Text(text));
            return this;
        }

        private static <T> List<T> copy(List<T> list) {
            return list == null ? null : Collections.unmodifiableList(new ArrayList<>(list));
        }
    }
}
