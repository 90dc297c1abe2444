package dev.comm.api;

import dev.comm.api.error.Arguments;
import dev.comm.api.settings.Parsers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;

/**
 * All times of a run. Each side announces its own heartbeat and dead timeout, and both sides use the larger values. To
 * change a time, start from a {@link Profile}:
 *
 * <pre>{@code
 * Timing timing = Profile.LAN.timing().toBuilder().dead(Duration.ofMinutes(1)).build();
 * }</pre>
 *
 * <p>{@link CommConfig.Builder#build} reports a time that is null, out of its range, or inconsistent with the other
 * times.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class Timing {
    private final Duration heartbeat;
    private final Duration suspect;
    private final Duration dead;
    private final Duration aggregation;
    private final Duration handshake;
    private final Duration retryMin;
    private final Duration retryMax;
    private final Duration startup;
    private final Duration collective;
    private final Duration drainMargin;
    private final Duration masterLease;
    private final Duration termGrace;
    private final Duration waitingWarn;
    private final boolean isDrainMarginSet;

    private Timing(Builder b) {
        this.heartbeat = b.heartbeat;
        this.suspect = b.suspect;
        this.dead = b.dead;
        this.aggregation = b.aggregation;
        this.handshake = b.handshake;
        this.retryMin = b.retryMin;
        this.retryMax = b.retryMax;
        this.startup = b.startup;
        this.collective = b.collective;
        this.drainMargin = b.drainMargin;
        this.masterLease = b.masterLease;
        this.termGrace = b.termGrace;
        this.waitingWarn = b.waitingWarn;
        this.isDrainMarginSet = b.isDrainMarginSet;
    }

    /** Returns a builder without any time, for the profiles. */
    static Builder blank() {
        return new Builder();
    }

    /** Returns a builder that starts from these times. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * Parses a time in the form of the settings: {@code 50us}, {@code 250ms}, {@code 30s}, {@code 5m}, {@code 2h},
     * {@code 1d}, {@code PT30S}, or a number of milliseconds.
     *
     * @throws IllegalArgumentException with a sentence that names the expected value
     */
    public static Duration read(String text) {
        return Parsers.duration(Arguments.given(text, "the text of a time"));
    }

    /**
     * Returns the interval of heartbeats (± 10 %). With thousands of members the interval is longer, up to a third of
     * {@link #dead}.
     */
    public Duration heartbeat() {
        return heartbeat;
    }

    /**
     * Returns the silence after which a peer counts as suspect, at least two intervals. Comm shows a suspect peer but
     * decides nothing.
     */
    public Duration suspect() {
        return suspect;
    }

    /** Returns the silence after which a member departs as SILENT. */
    public Duration dead() {
        return dead;
    }

    /** Returns the window within which several silent departures are combined into one view. */
    public Duration aggregation() {
        return aggregation;
    }

    /** Returns the time limit of the handshake of a connection. */
    public Duration handshake() {
        return handshake;
    }

    /** Returns the first pause between attempts to connect. */
    public Duration retryMin() {
        return retryMin;
    }

    /** Returns the longest pause between attempts to connect. */
    public Duration retryMax() {
        return retryMax;
    }

    /** Returns the time limit for the start of a member and for the wait for missing ranks. */
    public Duration startup() {
        return startup;
    }

    /** Returns the default deadline of a collective and of every other call. */
    public Duration collective() {
        return collective;
    }

    /**
     * Returns the time before the end of the live time in which a node takes no new work. It is at most half of the
     * live time. If it is a default, it grows to 2 % of a long live time, and is at most a quarter of it.
     */
    public Duration drainMargin() {
        return drainMargin;
    }

    /** Returns whether {@link #drainMargin} was set, so that it does not follow the live time. */
    public boolean isDrainMarginSet() {
        return isDrainMarginSet;
    }

    /** Returns the time for which a node continues without its master before the node ends every call. */
    public Duration masterLease() {
        return masterLease;
    }

    /** Returns the time for which work may still run after a request to end, before Comm ends it; 0 for no time. */
    public Duration termGrace() {
        return termGrace;
    }

    /**
     * Returns the time after which the log reports that a call or a task waits. The log reports it again after twice
     * that time.
     */
    public Duration waitingWarn() {
        return waitingWarn;
    }

    private List<Duration> all() {
        return Arrays.asList(
                heartbeat,
                suspect,
                dead,
                aggregation,
                handshake,
                retryMin,
                retryMax,
                startup,
                collective,
                drainMargin,
                masterLease,
                termGrace,
                waitingWarn);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Timing timing
                && all().equals(timing.all())
                && isDrainMarginSet == timing.isDrainMarginSet;
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }

    @Override
    public String toString() {
        return "Timing[heartbeat=" + heartbeat
                + ", suspect=" + suspect
                + ", dead=" + dead
                + ", aggregation=" + aggregation
                + ", handshake=" + handshake
                + ", retryMin=" + retryMin
                + ", retryMax=" + retryMax
                + ", startup=" + startup
                + ", collective=" + collective
                + ", drainMargin=" + drainMargin
                + ", masterLease=" + masterLease
                + ", termGrace=" + termGrace
                + ", waitingWarn=" + waitingWarn
                + "]";
    }

    /** A builder that collects times; not safe for use by several threads. */
    public static final class Builder {
        private Duration heartbeat;
        private Duration suspect;
        private Duration dead;
        private Duration aggregation;
        private Duration handshake;
        private Duration retryMin;
        private Duration retryMax;
        private Duration startup;
        private Duration collective;
        private Duration drainMargin;
        private Duration masterLease;
        private Duration termGrace;
        private Duration waitingWarn;
        private boolean isDrainMarginSet;

        private Builder() {}

        private Builder(Timing from) {
            heartbeat = from.heartbeat;
            suspect = from.suspect;
            dead = from.dead;
            aggregation = from.aggregation;
            handshake = from.handshake;
            retryMin = from.retryMin;
            retryMax = from.retryMax;
            startup = from.startup;
            collective = from.collective;
            drainMargin = from.drainMargin;
            masterLease = from.masterLease;
            termGrace = from.termGrace;
            waitingWarn = from.waitingWarn;
            isDrainMarginSet = from.isDrainMarginSet;
        }

        /** Sets {@link Timing#heartbeat}. */
        public Builder heartbeat(Duration value) {
            heartbeat = value;
            return this;
        }

        /** Sets {@link Timing#suspect}. */
        public Builder suspect(Duration value) {
            suspect = value;
            return this;
        }

        /** Sets {@link Timing#dead}. */
        public Builder dead(Duration value) {
            dead = value;
            return this;
        }

        /** Sets {@link Timing#aggregation}. */
        public Builder aggregation(Duration value) {
            aggregation = value;
            return this;
        }

        /** Sets {@link Timing#handshake}. */
        public Builder handshake(Duration value) {
            handshake = value;
            return this;
        }

        /** Sets {@link Timing#retryMin}. */
        public Builder retryMin(Duration value) {
            retryMin = value;
            return this;
        }

        /** Sets {@link Timing#retryMax}. */
        public Builder retryMax(Duration value) {
            retryMax = value;
            return this;
        }

        /** Sets {@link Timing#startup}. */
        public Builder startup(Duration value) {
            startup = value;
            return this;
        }

        /** Sets {@link Timing#collective}. */
        public Builder collective(Duration value) {
            collective = value;
            return this;
        }

        /** Sets {@link Timing#drainMargin}. */
        public Builder drainMargin(Duration value) {
            return drainMargin(value, true);
        }

        /** Sets the drain margin, and whether it is more than a default. */
        Builder drainMargin(Duration value, boolean isSet) {
            drainMargin = value;
            isDrainMarginSet = isSet;
            return this;
        }

        /** Sets {@link Timing#masterLease}. */
        public Builder masterLease(Duration value) {
            masterLease = value;
            return this;
        }

        /** Sets {@link Timing#termGrace}. */
        public Builder termGrace(Duration value) {
            termGrace = value;
            return this;
        }

        /** Sets {@link Timing#waitingWarn}. */
        public Builder waitingWarn(Duration value) {
            waitingWarn = value;
            return this;
        }

        /** Returns the times with the values set here. */
        public Timing build() {
            return new Timing(this);
        }
    }
}
