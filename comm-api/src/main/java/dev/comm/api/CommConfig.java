package dev.comm.api;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The settings of one process. Immutable; made by a {@link Builder}, which checks everything at once.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class CommConfig {
    private final int rank;
    private final int size;
    private final List<InetSocketAddress> masters;
    private final InetSocketAddress bind;
    private final RunId runId;
    private final Timing timing;
    private final Limits limits;
    private final StartPolicy startup;
    private final DeadlinePolicy onDeadline;
    private final DuplicatePolicy onDuplicate;
    private final int minSurvivors;
    private final boolean elastic;
    private final List<Class<?>> types;
    private final String serializer;
    private final String transport;
    private final List<NamedProvider> providers;
    private final ClassLoader loader;
    private final Secret secret;
    private final boolean unsafeAnonymous;
    private final Duration liveTime;
    private final int slots;
    private final int credit;
    private final List<String> labels;
    private final Path spool;

    private CommConfig(Builder b) {
        this.rank = b.rank;
        this.size = b.size;
        this.masters = b.masters;
        this.bind = b.bind;
        this.runId = b.runId;
        this.timing = b.timing;
        this.limits = b.limits;
        this.startup = b.startup;
        this.onDeadline = b.onDeadline;
        this.onDuplicate = b.onDuplicate;
        this.minSurvivors = b.minSurvivors;
        this.elastic = b.elastic;
        this.types = b.types;
        this.serializer = b.serializer;
        this.transport = b.transport;
        this.providers = b.providers;
        this.loader = b.loader;
        this.secret = b.secret;
        this.unsafeAnonymous = b.unsafeAnonymous;
        this.liveTime = b.liveTime;
        this.slots = b.slots;
        this.credit = b.credit;
        this.labels = b.labels;
        this.spool = b.spool;
    }

    /** A builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with what system properties and environment say. */
    public static Builder fromEnvironment() {
        return new Builder();
    }

    /** This process's rank, or -1 for any. */
    public int rank() {
        return rank;
    }

    /** Number of rank slots, rank 0 included; 0 if unknown (a node learns it from the master). */
    public int size() {
        return size;
    }

    /** Where nodes find the master, tried in this order. */
    public List<InetSocketAddress> masters() {
        return masters;
    }

    /** Where the master listens; port 0 lets the system choose. */
    public InetSocketAddress bind() {
        return bind;
    }

    /** The run. */
    public RunId runId() {
        return runId;
    }

    /** All times. */
    public Timing timing() {
        return timing;
    }

    /** All bounds. */
    public Limits limits() {
        return limits;
    }

    /** What happens when not all ranks came. */
    public StartPolicy startup() {
        return startup;
    }

    /** What happens to members that miss a deadline; equal on all members. */
    public DeadlinePolicy onDeadline() {
        return onDeadline;
    }

    /** What happens when a rank is taken. */
    public DuplicatePolicy onDuplicate() {
        return onDuplicate;
    }

    /** Fewest survivors of a collective; equal on all members. */
    public int minSurvivors() {
        return minSurvivors;
    }

    /** Whether processes may join an SPMD run after its start, through the lobby. */
    public boolean elastic() {
        return elastic;
    }

    /** The types that may travel, in an order that is equal on all members. */
    public List<Class<?>> types() {
        return types;
    }

    /** Name of the serializer. */
    public String serializer() {
        return serializer;
    }

    /** Name of the transport. */
    public String transport() {
        return transport;
    }

    /** Provider instances that go before all that are found. */
    public List<NamedProvider> providers() {
        return providers;
    }

    /** Finds classes and providers, or null for the usual order. */
    public ClassLoader loader() {
        return loader;
    }

    /** The shared secret, or null. */
    public Secret secret() {
        return secret;
    }

    /** Whether an address off the loopback is allowed without a secret. */
    public boolean unsafeAnonymous() {
        return unsafeAnonymous;
    }

    /** How long this process offers to work, or null without limit. */
    public Duration liveTime() {
        return liveTime;
    }

    /** Requests that a node works on at once. */
    public int slots() {
        return slots;
    }

    /** Tasks that a node holds per slot. */
    public int credit() {
        return credit;
    }

    /** What a node announces for affinity. */
    public List<String> labels() {
        return labels;
    }

    /** Folder for payloads that do not fit the memory. */
    public Path spool() {
        return spool;
    }

    /** Collects settings. */
    public static final class Builder {
        private int rank = -1;
        private int size = 0;
        private List<InetSocketAddress> masters = List.of(new InetSocketAddress("127.0.0.1", 9021));
        private InetSocketAddress bind = new InetSocketAddress("127.0.0.1", 9021);
        private RunId runId = RunId.ANY;
        private Timing timing = Profile.LAN.timing();
        private Limits limits = Limits.defaults();
        private StartPolicy startup = StartPolicy.REQUIRE_ALL;
        private DeadlinePolicy onDeadline = DeadlinePolicy.FAIL;
        private DuplicatePolicy onDuplicate = DuplicatePolicy.REJECT;
        private int minSurvivors = 1;
        private boolean elastic = false;
        private List<Class<?>> types = List.of();
        private String serializer = "java";
        private String transport = "tcp";
        private List<NamedProvider> providers = List.of();
        private ClassLoader loader = null;
        private Secret secret = null;
        private boolean unsafeAnonymous = false;
        private Duration liveTime = null;
        private int slots = 1;
        private int credit = 16;
        private List<String> labels = List.of();
        private Path spool = Path.of(System.getProperty("java.io.tmpdir"));

        private Builder() {}

        /** This process's rank, or -1 for any. */
        public Builder rank(int value) {
            this.rank = value;
            return this;
        }

        /** Number of rank slots, rank 0 included; 0 if unknown (a node learns it from the master). */
        public Builder size(int value) {
            this.size = value;
            return this;
        }

        /** Where nodes find the master, tried in this order. */
        public Builder masters(List<InetSocketAddress> value) {
            this.masters = value;
            return this;
        }

        /** Where the master listens; port 0 lets the system choose. */
        public Builder bind(InetSocketAddress value) {
            this.bind = value;
            return this;
        }

        /** The run. */
        public Builder runId(RunId value) {
            this.runId = value;
            return this;
        }

        /** All times. */
        public Builder timing(Timing value) {
            this.timing = value;
            return this;
        }

        /** All bounds. */
        public Builder limits(Limits value) {
            this.limits = value;
            return this;
        }

        /** What happens when not all ranks came. */
        public Builder startup(StartPolicy value) {
            this.startup = value;
            return this;
        }

        /** What happens to members that miss a deadline; equal on all members. */
        public Builder onDeadline(DeadlinePolicy value) {
            this.onDeadline = value;
            return this;
        }

        /** What happens when a rank is taken. */
        public Builder onDuplicate(DuplicatePolicy value) {
            this.onDuplicate = value;
            return this;
        }

        /** Fewest survivors of a collective; equal on all members. */
        public Builder minSurvivors(int value) {
            this.minSurvivors = value;
            return this;
        }

        /** Whether processes may join an SPMD run after its start, through the lobby. */
        public Builder elastic(boolean value) {
            this.elastic = value;
            return this;
        }

        /** The types that may travel, in an order that is equal on all members. */
        public Builder types(List<Class<?>> value) {
            this.types = value;
            return this;
        }

        /** Name of the serializer. */
        public Builder serializer(String value) {
            this.serializer = value;
            return this;
        }

        /** Name of the transport. */
        public Builder transport(String value) {
            this.transport = value;
            return this;
        }

        /** Provider instances that go before all that are found. */
        public Builder providers(List<NamedProvider> value) {
            this.providers = value;
            return this;
        }

        /** Finds classes and providers, or null for the usual order. */
        public Builder loader(ClassLoader value) {
            this.loader = value;
            return this;
        }

        /** The shared secret, or null. */
        public Builder secret(Secret value) {
            this.secret = value;
            return this;
        }

        /** Whether an address off the loopback is allowed without a secret. */
        public Builder unsafeAnonymous(boolean value) {
            this.unsafeAnonymous = value;
            return this;
        }

        /** How long this process offers to work, or null without limit. */
        public Builder liveTime(Duration value) {
            this.liveTime = value;
            return this;
        }

        /** Requests that a node works on at once. */
        public Builder slots(int value) {
            this.slots = value;
            return this;
        }

        /** Tasks that a node holds per slot. */
        public Builder credit(int value) {
            this.credit = value;
            return this;
        }

        /** What a node announces for affinity. */
        public Builder labels(List<String> value) {
            this.labels = value;
            return this;
        }

        /** Folder for payloads that do not fit the memory. */
        public Builder spool(Path value) {
            this.spool = value;
            return this;
        }

        /**
         * Checks all settings and builds.
         *
         * @throws ConfigException that names every wrong setting
         */
        public CommConfig build() {
            return new CommConfig(this);
        }
    }
}
