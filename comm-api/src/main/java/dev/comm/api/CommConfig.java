package dev.comm.api;

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
import org.apiguardian.api.API;

/**
 * The settings of one process. Immutable; made by a {@link Builder}, which checks everything at once.
 *
 * <p>What code sets goes first, then system properties ({@code comm.run.id}), then the environment
 * ({@code COMM_RUN_ID}), then the default; blank text counts as not set. The same settings suit every rank: what only a
 * master or a node needs does not disturb the other.
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

    /** A builder with the defaults; properties and environment do not count. */
    public static Builder builder() {
        return new Builder(name -> null, name -> null);
    }

    /** A builder that reads system properties and environment when it builds; what is set on it goes before them. */
    public static Builder fromEnvironment() {
        return from(System::getProperty, System::getenv);
    }

    /** A builder that reads these properties and this environment. */
    static Builder from(UnaryOperator<String> properties, UnaryOperator<String> environment) {
        return new Builder(properties, environment);
    }

    /**
     * This process's rank: 0 for the master, 1 and above for a node. -1, the default, is a node that takes the rank
     * which the master gives it.
     */
    public int rank() {
        return settings.get(Settings.RANK);
    }

    /** Whether this process is the master: its rank is 0. A process without a rank (-1) is a node. */
    public boolean isMaster() {
        return rank() == 0;
    }

    /** Number of rank slots, rank 0 included; 0 if unknown (a node learns it from the master). */
    public int size() {
        return settings.get(Settings.SIZE);
    }

    /** Where nodes find the master, tried in this order; names are not resolved yet. */
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

    /** The run. */
    public RunId runId() {
        return settings.get(Settings.RUN_ID);
    }

    /** All times. */
    public Timing timing() {
        return timing;
    }

    /** All bounds. */
    public Limits limits() {
        return settings.get(Settings.LIMITS);
    }

    /** What happens when not all ranks came. */
    public StartPolicy startup() {
        return settings.get(Settings.STARTUP);
    }

    /** What happens to members that miss a deadline; equal on all members. */
    public DeadlinePolicy onDeadline() {
        return settings.get(Settings.ON_DEADLINE);
    }

    /** What happens when a rank is taken. */
    public DuplicatePolicy onDuplicate() {
        return settings.get(Settings.ON_DUPLICATE);
    }

    /** Fewest survivors of a collective; equal on all members. */
    public int minSurvivors() {
        return settings.get(Settings.MIN_SURVIVORS);
    }

    /** Whether processes may join an SPMD run after its start, through the lobby. */
    public boolean elastic() {
        return settings.get(Settings.ELASTIC);
    }

    /** The types that may travel, in an order that is equal on all members. */
    public List<Class<?>> types() {
        return settings.get(Settings.TYPES);
    }

    /** Name of the serializer. */
    public String serializer() {
        return settings.get(Settings.SERIALIZER);
    }

    /** Name of the transport. */
    public String transport() {
        return settings.get(Settings.TRANSPORT);
    }

    /** Provider instances that go before all that are found. */
    public List<NamedProvider> providers() {
        return settings.get(Settings.PROVIDERS);
    }

    /** Finds classes and providers, or null for the usual order. */
    public ClassLoader loader() {
        return settings.get(Settings.LOADER);
    }

    /** Layer in which providers are looked for first, or null for the usual order. */
    public ModuleLayer layer() {
        return settings.get(Settings.LAYER);
    }

    /** The shared secret, or null. */
    public Secret secret() {
        return secrets.isEmpty() ? null : secrets.get(0);
    }

    /** The shared secret and, while it is being replaced, the old one behind it; empty without. */
    public List<Secret> secrets() {
        return secrets;
    }

    /** How connections are encrypted, or null if they are not. */
    public Tls tls() {
        return tls;
    }

    /** Whether peers prove who they are: by a secret, or by certificates on both sides. */
    public boolean isAuthenticated() {
        return !secrets.isEmpty() || tls != null && tls.isMutual();
    }

    /** Whether an address off the loopback is allowed although nothing proves who connects. */
    public boolean unsafeAnonymous() {
        return settings.get(Settings.UNSAFE_ANONYMOUS);
    }

    /** How long this process offers to work, or null without limit. */
    public Duration liveTime() {
        return settings.get(Settings.LIVE_TIME);
    }

    /** Requests that a node works on at once. */
    public int slots() {
        return settings.get(Settings.SLOTS);
    }

    /** Tasks that a node holds per slot. */
    public int credit() {
        return settings.get(Settings.CREDIT);
    }

    /** What a node announces for affinity. */
    public List<String> labels() {
        return settings.get(Settings.LABELS);
    }

    /** Folder for payloads that do not fit the memory. */
    public Path spool() {
        return settings.get(Settings.SPOOL);
    }

    /** How long a waiting call looks for its answer, yielding, before it sleeps. */
    public Duration yieldTime() {
        return settings.get(Settings.YIELD_TIME);
    }

    /** What is not default, with its source; never the secret. */
    @Override
    public String toString() {
        return "CommConfig[" + settings + "]";
    }

    /**
     * Collects settings; not safe for use by several threads. A wrong value is reported by {@link #build}, with all
     * others.
     */
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

        /** Where nodes find the master: {@code host:port}, tried in this order; an IPv6 address stands in brackets. */
        public Builder master(String... hostPorts) {
            return read(Settings.MASTER, String.join(",", hostPorts));
        }

        /** Where nodes find the master, tried in this order. */
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

        /** The set of times that is the default of each time. */
        public Builder profile(Profile value) {
            return set(Settings.PROFILE, value);
        }

        /** All times at once; goes before the profile, properties and environment. */
        public Builder timing(Timing value) {
            return set(Settings.TIMING, value);
        }

        /** Default deadline of a collective and of every other call; goes before {@link #timing}. */
        public Builder timeout(Duration value) {
            return set(TimingSettings.TIMEOUT, value);
        }

        /** Bound on the start of a member, and on waiting for the missing; goes before {@link #timing}. */
        public Builder startupTimeout(Duration value) {
            return set(TimingSettings.STARTUP, value);
        }

        /** All bounds. */
        public Builder limits(Limits value) {
            return set(Settings.LIMITS, value);
        }

        /** What happens when not all ranks came. */
        public Builder startup(StartPolicy value) {
            return set(Settings.STARTUP, value);
        }

        /** What happens to members that miss a deadline; equal on all members. */
        public Builder onDeadline(DeadlinePolicy value) {
            return set(Settings.ON_DEADLINE, value);
        }

        /** What happens when a rank is taken. */
        public Builder onDuplicate(DuplicatePolicy value) {
            return set(Settings.ON_DUPLICATE, value);
        }

        /** Fewest survivors of a collective; equal on all members. */
        public Builder minSurvivors(int value) {
            return set(Settings.MIN_SURVIVORS, value);
        }

        /** Whether processes may join an SPMD run after its start, through the lobby. */
        public Builder elastic(boolean value) {
            return set(Settings.ELASTIC, value);
        }

        /** The types that may travel, in an order that is equal on all members; replaces those given before. */
        public Builder types(Class<?>... value) {
            return set(Settings.TYPES, copy(Arrays.asList(value)));
        }

        /** The types that may travel, in an order that is equal on all members; replaces those given before. */
        public Builder types(List<Class<?>> value) {
            return set(Settings.TYPES, copy(value));
        }

        /** Name of the serializer. */
        public Builder serializer(String value) {
            return set(Settings.SERIALIZER, value);
        }

        /** Name of the transport. */
        public Builder transport(String value) {
            return set(Settings.TRANSPORT, value);
        }

        /** Provider instances that go before all that are found. */
        public Builder providers(List<NamedProvider> value) {
            return set(Settings.PROVIDERS, copy(value));
        }

        /** Finds classes and providers, or null for the usual order. */
        public Builder loader(ClassLoader value) {
            return set(Settings.LOADER, value);
        }

        /** Layer in which providers are looked for first, or null for the usual order. */
        public Builder layer(ModuleLayer value) {
            return set(Settings.LAYER, value);
        }

        /** The shared secret, or null. */
        public Builder secret(Secret value) {
            return set(Settings.SECRET, value);
        }

        /** File with the shared secret: at least 16 bytes, not open to group or others; or null. */
        public Builder secretFile(Path value) {
            return set(Settings.SECRET_FILE, value);
        }

        /**
         * The secret that {@link #secret} replaces, or null: peers that know one of the two are let in. Replace a
         * secret by restarting the master with both, then the nodes with the new one, then the master with that alone;
         * until then, who knows the old one still gets in.
         */
        public Builder oldSecret(Secret value) {
            return set(Settings.SECRET_OLD, value);
        }

        /** File with the secret that is being replaced, under the same rules as {@link #secretFile}; or null. */
        public Builder oldSecretFile(Path value) {
            return set(Settings.SECRET_OLD_FILE, value);
        }

        /** How connections are encrypted; goes before all settings {@code tls.…}; null for not at all. */
        public Builder tls(Tls value) {
            return set(TlsSettings.TLS, value);
        }

        /** Whether an address off the loopback is allowed although nothing proves who connects. */
        public Builder unsafeAnonymous(boolean value) {
            return set(Settings.UNSAFE_ANONYMOUS, value);
        }

        /** How long this process offers to work, or null without limit. */
        public Builder liveTime(Duration value) {
            return set(Settings.LIVE_TIME, value);
        }

        /** Requests that a node works on at once. */
        public Builder slots(int value) {
            return set(Settings.SLOTS, value);
        }

        /** Tasks that a node holds per slot. */
        public Builder credit(int value) {
            return set(Settings.CREDIT, value);
        }

        /** What a node announces for affinity. */
        public Builder labels(List<String> value) {
            return set(Settings.LABELS, copy(value));
        }

        /** Folder for payloads that do not fit the memory. */
        public Builder spool(Path value) {
            return set(Settings.SPOOL, value);
        }

        /**
         * How long a waiting call looks for its answer, giving way to other threads between looks, before it sleeps
         * until there is one; counted from the last that came. 0 to 10 ms, by default 50 µs: a short round trip saves a
         * sleep and a wake-up. While something keeps coming, for whichever call, a waiting one does not sleep; a core
         * is kept busy for no longer than this after the last. 0 if every call is to sleep at once.
         */
        public Builder yieldTime(Duration value) {
            return set(Settings.YIELD_TIME, value);
        }

        /**
         * Checks all settings and builds.
         *
         * @throws ConfigException that names every wrong setting
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
