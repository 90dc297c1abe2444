package dev.comm.api;

import dev.comm.api.error.Arguments;
import dev.comm.api.error.ConfigException;
import dev.comm.api.launch.Launch;
import dev.comm.api.launch.Meeting;
import dev.comm.api.settings.Given;
import dev.comm.api.settings.Setting;
import dev.comm.api.settings.Source;
import dev.comm.api.settings.Surroundings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The settings of one process. Immutable. A {@link Builder} creates it and checks all settings together.
 *
 * <p>A value set in code takes precedence over system properties ({@code comm.run.id}), these over environment
 * variables ({@code COMM_RUN_ID}), and these over the default. Blank text counts as not set. All ranks may use the same
 * settings, because nodes and the master ignore the settings of each other.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class CommConfig {
    private final Composed settings;

    private CommConfig(Composed settings) {
        this.settings = settings;
    }

    /** Returns a builder that starts from the defaults and ignores system properties and environment variables. */
    public static Builder builder() {
        return new Builder(Surroundings.NONE);
    }

    /** Returns a builder that also reads properties, variables and the scheduler. Its own values take precedence. */
    public static Builder fromEnvironment() {
        return new Builder(Surroundings.ofThisProcess());
    }

    /** Returns these settings with a secret and a rest of time found at the join, unless they are null or set. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public CommConfig joining(Secret found, Duration rest) {
        return new CommConfig(settings.joining(found, rest));
    }

    /** Returns the place that a scheduler gives to this process, or empty without a scheduler. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public Optional<Launch> launch() {
        return settings.launch();
    }

    /** Returns the meeting of the ranks, or empty if the place of this process is not from a scheduler. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public Optional<Meeting> meeting() {
        return settings.meeting();
    }

    /** Returns the rank: 0 for the master, from 1 for a node, -1 (default) for a node whose rank the master assigns. */
    public int rank() {
        return settings.get(Settings.RANK);
    }

    /** Returns whether this process is the master, which has rank 0. A process without a rank (-1) is a node. */
    public boolean isMaster() {
        return rank() == 0;
    }

    /** Returns whether a source gives this process a rank, an address of the master or a rendezvous file. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public boolean isPlaced() {
        return settings.isPlaced();
    }

    /** Returns the number of rank slots, rank 0 included, or 0 if unknown; the master tells its nodes the number. */
    public int size() {
        return settings.get(Settings.SIZE);
    }

    /** Returns the addresses of the master, which nodes try in this order. Their host names are not resolved. */
    public List<InetSocketAddress> masters() {
        return settings.get(Settings.MASTER);
    }

    /** Returns the address on which the master listens; port 0 lets the system choose the port. */
    public InetSocketAddress bind() {
        return settings.get(Settings.BIND);
    }

    /** Returns whether {@link #bind} was set. */
    public boolean isBindSet() {
        return settings.source(Settings.BIND) != Source.DEFAULT;
    }

    /** Returns the file in which the master publishes its address and from which nodes read the address, or null. */
    public Path rendezvous() {
        return settings.get(Settings.RENDEZVOUS);
    }

    /** Returns the files that a launcher named for this process. */
    public LaunchFiles launchFiles() {
        return new LaunchFiles(settings.get(Settings.RANK_FILE), settings.get(Settings.DEPARTURES));
    }

    /** Returns the id of the run. */
    public RunId runId() {
        return settings.get(Settings.RUN_ID);
    }

    /** Returns all timeouts and intervals. */
    public Timing timing() {
        return settings.timing();
    }

    /** Returns all limits. */
    public Limits limits() {
        return settings.get(Settings.LIMITS);
    }

    /** Returns the rule that applies if some ranks have not joined within the startup timeout. */
    public StartPolicy startup() {
        return settings.get(Settings.STARTUP);
    }

    /** Returns the rule for members that miss a deadline, which must be equal on all members. */
    public DeadlinePolicy onDeadline() {
        return settings.get(Settings.ON_DEADLINE);
    }

    /** Returns the rule that applies if a process requests the rank of a living member. */
    public DuplicatePolicy onDuplicate() {
        return settings.get(Settings.ON_DUPLICATE);
    }

    /** Returns the quorum of a collective, which is the least number of survivors. It must be equal on all members. */
    public int minSurvivors() {
        return settings.get(Settings.MIN_SURVIVORS);
    }

    /** Returns whether {@link #minSurvivors} was set, so the program allows for members that leave early. */
    public boolean isMinSurvivorsSet() {
        return settings.source(Settings.MIN_SURVIVORS) != Source.DEFAULT;
    }

    /** Returns whether processes may join an SPMD run after its start; by default they may if it has spares. */
    public boolean elastic() {
        return settings.elastic();
    }

    /** Returns the number of spares: processes beyond the size that take the places of lost ranks. */
    public int spares() {
        return settings.get(Settings.SPARES);
    }

    /** Returns whether this process is a spare, which is never the master. The run has spares, and its rank is -1. */
    public boolean isSpare() {
        return spares() > 0 && rank() < 0;
    }

    /** Returns whether {@code run} ends this process if the process continues for long after its membership. */
    public boolean endOrphan() {
        return settings.get(Settings.END_ORPHAN);
    }

    /** Returns whether SIGTERM makes this process finish its running work and leave, in place of a sudden end. */
    public boolean drainOnSignal() {
        return settings.get(Settings.DRAIN_ON_SIGNAL);
    }

    /** Returns the types that values may have, which all members declare in the same order. */
    public List<Class<?>> types() {
        return settings.get(Settings.TYPES);
    }

    /** Returns the name of the serializer provider. */
    public String serializer() {
        return settings.get(Settings.SERIALIZER);
    }

    /** Returns the name of the transport provider. */
    public String transport() {
        return settings.get(Settings.TRANSPORT);
    }

    /** Returns the provider instances, which take precedence over providers found by lookup. */
    public List<NamedProvider> providers() {
        return settings.get(Settings.PROVIDERS);
    }

    /** Returns the class loader for classes and providers, or null for the default lookup order. */
    public ClassLoader loader() {
        return settings.get(Settings.LOADER);
    }

    /** Returns the module layer that provider lookup searches first, or null for the default lookup order. */
    public ModuleLayer layer() {
        return settings.get(Settings.LAYER);
    }

    /** Returns the shared secret, or null. */
    public Secret secret() {
        return settings.secret();
    }

    /** Returns the shared secret, and the old secret during a replacement; an empty list without a secret. */
    public List<Secret> secrets() {
        return settings.secrets();
    }

    /** Returns the TLS settings, or null without encryption. */
    public Tls tls() {
        return settings.tls();
    }

    /** Returns whether peers authenticate each other by a secret or by certificates on both sides. */
    public boolean isAuthenticated() {
        return settings.isAuthenticated();
    }

    /** Returns whether the master may bind an address outside the loopback without authentication. */
    public boolean unsafeAnonymous() {
        return settings.get(Settings.UNSAFE_ANONYMOUS);
    }

    /** Returns the live time for which this process offers to work, or null for no limit. */
    public Duration liveTime() {
        return settings.liveTime();
    }

    /** Returns the number of requests that a node works on concurrently. */
    public int slots() {
        return settings.get(Settings.SLOTS);
    }

    /** Returns the number of tasks that a node holds per slot. */
    public int credit() {
        return settings.get(Settings.CREDIT);
    }

    /** Returns the time after which tasks fail that no living node can take; by default the deadline of calls. */
    public Duration waitForNodes() {
        return settings.waitForNodes();
    }

    /** Returns the labels that a node announces for task affinity. */
    public List<String> labels() {
        return settings.get(Settings.LABELS);
    }

    /** Returns the folder for spool files, which hold payloads above the memory limits. */
    public Path spool() {
        return settings.get(Settings.SPOOL);
    }

    /** Returns the time for which a blocked call busy-polls before it parks. */
    public Duration yieldTime() {
        return settings.get(Settings.YIELD_TIME);
    }

    /** Returns the settings that differ from their default with their source, without any secret. */
    @Override
    public String toString() {
        return "CommConfig[" + settings + "]";
    }

    /** Collects settings, for one thread. {@link #build} reports all wrong values together. */
    public static final class Builder {
        private final Given given = new Given();
        private final Surroundings surroundings;

        Builder(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        /** Sets the rank of this process: 0 for the master, 1 and above for a node, -1 for a node with any rank. */
        public Builder rank(int value) {
            return set(Settings.RANK, value);
        }

        /** Sets the number of rank slots, rank 0 included, or 0 if unknown; the master tells its nodes the number. */
        public Builder size(int value) {
            return set(Settings.SIZE, value);
        }

        /** Sets the addresses of the master as {@code host:port} or {@code [IPv6]:port}, in the order of trying. */
        public Builder master(String... hostPorts) {
            given.putText(Settings.MASTER, String.join(",", Arguments.given(hostPorts, "the addresses of the master")));
            return this;
        }

        /** Sets the addresses of the master, which nodes try in this order. */
        public Builder masters(List<InetSocketAddress> value) {
            return set(Settings.MASTER, Given.copy(value));
        }

        /** Sets the address on which the master listens as {@code host:port}; the system chooses a port for 0. */
        public Builder bind(String hostPort) {
            given.putText(Settings.BIND, hostPort);
            return this;
        }

        /** Sets the address on which the master listens; port 0 lets the system choose the port. */
        public Builder bind(InetSocketAddress value) {
            return set(Settings.BIND, value);
        }

        /** Sets the file in which the master publishes its address and from which nodes read the address, or null. */
        public Builder rendezvous(Path value) {
            return set(Settings.RENDEZVOUS, value);
        }

        /** Sets the id of the run. */
        public Builder runId(RunId value) {
            return set(Settings.RUN_ID, value);
        }

        /** Sets the profile, which provides the default of each time. */
        public Builder profile(Profile value) {
            return set(Settings.PROFILE, value);
        }

        /** Sets all times together. They take precedence over the profile, properties and environment. */
        public Builder timing(Timing value) {
            return set(Settings.TIMING, value);
        }

        /** Sets the default deadline of all calls. It takes precedence over {@link #timing}. */
        public Builder timeout(Duration value) {
            return set(TimingSettings.TIMEOUT, value);
        }

        /** Sets the longest start of a member and wait for missing ranks. It overrides {@link #timing}. */
        public Builder startupTimeout(Duration value) {
            return set(TimingSettings.STARTUP, value);
        }

        /** Sets all limits. */
        public Builder limits(Limits value) {
            return set(Settings.LIMITS, value);
        }

        /** Sets the rule that applies if some ranks have not joined within the startup timeout. */
        public Builder startup(StartPolicy value) {
            return set(Settings.STARTUP, value);
        }

        /** Sets the rule for members that miss a deadline, which must be equal on all members. */
        public Builder onDeadline(DeadlinePolicy value) {
            return set(Settings.ON_DEADLINE, value);
        }

        /** Sets the rule that applies if a process requests the rank of a living member. */
        public Builder onDuplicate(DuplicatePolicy value) {
            return set(Settings.ON_DUPLICATE, value);
        }

        /** Sets the quorum of a collective, which is the least number of survivors. It must be equal on all members. */
        public Builder minSurvivors(int value) {
            return set(Settings.MIN_SURVIVORS, value);
        }

        /** Sets whether processes may join an SPMD run after its start, through the lobby. */
        public Builder elastic(boolean value) {
            return set(Settings.ELASTIC, value);
        }

        /** Sets the number of processes of rank -1 beyond the size, equal in all processes; by default 0. */
        public Builder spares(int value) {
            return set(Settings.SPARES, value);
        }

        /** Sets whether {@code run}, never {@code join}, ends a process that outlives its membership; default true. */
        public Builder endOrphan(boolean value) {
            return set(Settings.END_ORPHAN, value);
        }

        /** Sets whether SIGTERM makes this process finish its running work and leave. The default is true. */
        public Builder drainOnSignal(boolean value) {
            return set(Settings.DRAIN_ON_SIGNAL, value);
        }

        /** Sets the types that values may have, in the same order on all members. They replace types set earlier. */
        public Builder types(Class<?>... value) {
            return set(Settings.TYPES, Given.copy(Arrays.asList(Arguments.given(value, "the types of values"))));
        }

        /** Sets the types that values may have, in the same order on all members. They replace types set earlier. */
        public Builder types(List<Class<?>> value) {
            return set(Settings.TYPES, Given.copy(value));
        }

        /** Sets the name of the serializer provider. */
        public Builder serializer(String value) {
            return set(Settings.SERIALIZER, value);
        }

        /** Sets the name of the transport provider. */
        public Builder transport(String value) {
            return set(Settings.TRANSPORT, value);
        }

        /** Sets the provider instances, which take precedence over providers found by lookup. */
        public Builder providers(List<NamedProvider> value) {
            return set(Settings.PROVIDERS, Given.copy(value));
        }

        /** Sets the class loader for classes and providers, or null for the default lookup order. */
        public Builder loader(ClassLoader value) {
            return set(Settings.LOADER, value);
        }

        /** Sets the module layer that provider lookup searches first, or null for the default lookup order. */
        public Builder layer(ModuleLayer value) {
            return set(Settings.LAYER, value);
        }

        /** Sets the shared secret, or null. */
        public Builder secret(Secret value) {
            return set(Settings.SECRET, value);
        }

        /** Sets the file with the shared secret, or null: at least 16 bytes, no permissions for group and others. */
        public Builder secretFile(Path value) {
            return set(Settings.SECRET_FILE, value);
        }

        /** Sets the old secret that {@link #secret} replaces, or null. The master admits peers that know either. */
        public Builder oldSecret(Secret value) {
            return set(Settings.SECRET_OLD, value);
        }

        /** Sets the file with the secret to be replaced, or null. The rules of {@link #secretFile} apply. */
        public Builder oldSecretFile(Path value) {
            return set(Settings.SECRET_OLD_FILE, value);
        }

        /** Sets the TLS settings, which take precedence over all settings {@code tls.…}, or null for no encryption. */
        public Builder tls(Tls value) {
            return set(TlsSettings.TLS, value);
        }

        /** Sets whether the master may bind an address outside the loopback without authentication. */
        public Builder unsafeAnonymous(boolean value) {
            return set(Settings.UNSAFE_ANONYMOUS, value);
        }

        /** Sets the live time for which this process offers to work, or null for no limit. */
        public Builder liveTime(Duration value) {
            return set(Settings.LIVE_TIME, value);
        }

        /** Sets the number of requests that a node works on concurrently. */
        public Builder slots(int value) {
            return set(Settings.SLOTS, value);
        }

        /** Sets the number of tasks that a node holds per slot. */
        public Builder credit(int value) {
            return set(Settings.CREDIT, value);
        }

        /** Sets the time, at most 365 days, after which tasks fail that no node can take; null for that of calls. */
        public Builder waitForNodes(Duration value) {
            return set(Settings.WAIT_FOR_NODES, value);
        }

        /** Sets the labels that a node announces for task affinity: at most 100, each with 1 to 100 characters. */
        public Builder labels(List<String> value) {
            return set(Settings.LABELS, Given.copy(value));
        }

        /** Sets the folder for spool files, which hold payloads above the memory limits. */
        public Builder spool(Path value) {
            return set(Settings.SPOOL, value);
        }

        /** Sets the time for which a blocked call keeps a core busy before it parks: 0 to 10 ms, by default 50 µs. */
        public Builder yieldTime(Duration value) {
            return set(Settings.YIELD_TIME, value);
        }

        /**
         * Checks all settings and builds the configuration.
         *
         * @throws ConfigException if settings are wrong; the message names each wrong setting
         */
        public CommConfig build() {
            return new CommConfig(Composed.of(new Resolution(given.copy(), surroundings)));
        }

        private <T> Builder set(Setting<T> setting, T value) {
            given.put(setting, value);
            return this;
        }
    }
}
