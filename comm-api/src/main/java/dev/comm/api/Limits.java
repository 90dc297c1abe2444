package dev.comm.api;

import java.util.List;
import org.apiguardian.api.API;

/**
 * All bounds on sizes and counts. To change one, start from the defaults:
 *
 * <pre>{@code
 * Limits limits = Limits.builder().members(64).build();
 * }</pre>
 *
 * <p>{@link CommConfig.Builder#build} reports a bound that is not positive.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class Limits {
    private final int frameBytes;
    private final long payloadBytes;
    private final long memoryPayloadBytes;
    private final long memoryTotalBytes;
    private final long spoolTotalBytes;
    private final int outboundBytes;
    private final int members;
    private final int endpoints;
    private final int handshakes;
    private final int backlog;
    private final int openCollectives;
    private final int openRequests;
    private final int messages;

    private Limits(Builder b) {
        this.frameBytes = b.frameBytes;
        this.payloadBytes = b.payloadBytes;
        this.memoryPayloadBytes = b.memoryPayloadBytes;
        this.memoryTotalBytes = b.memoryTotalBytes;
        this.spoolTotalBytes = b.spoolTotalBytes;
        this.outboundBytes = b.outboundBytes;
        this.members = b.members;
        this.endpoints = b.endpoints;
        this.handshakes = b.handshakes;
        this.backlog = b.backlog;
        this.openCollectives = b.openCollectives;
        this.openRequests = b.openRequests;
        this.messages = b.messages;
    }

    /** The defaults; memory bounds follow the heap of this process. */
    public static Limits defaults() {
        return builder().build();
    }

    /** A builder that starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from these bounds. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Whether every bound is positive and a frame holds every frame of the handshake. */
    boolean isUsable() {
        return frameBytes >= 4096
                && memoryPayloadBytes <= 1 << 30 // it is one array
                && all().stream().allMatch(bound -> bound.longValue() > 0);
    }

    /** Largest frame after authentication; 4 KiB before. */
    public int frameBytes() {
        return frameBytes;
    }

    /** Largest payload of one call. */
    public long payloadBytes() {
        return payloadBytes;
    }

    /** Received payloads above this size go to a spool file. */
    public long memoryPayloadBytes() {
        return memoryPayloadBytes;
    }

    /** Received payloads in memory together; above it they go to spool files. */
    public long memoryTotalBytes() {
        return memoryTotalBytes;
    }

    /** Received payloads in spool files together, unfinished ones included; above it a value fails. */
    public long spoolTotalBytes() {
        return spoolTotalBytes;
    }

    /** Messages that the master holds in memory for one member that reads slowly; their senders wait above it. */
    public int outboundBytes() {
        return outboundBytes;
    }

    /** Ranks of a run. */
    public int members() {
        return members;
    }

    /** Open connections. */
    public int endpoints() {
        return endpoints;
    }

    /**
     * Connections that have not proved their identity; above it the oldest goes. One address may have an eighth of it
     * (of IPv6 one network), this machine's own excepted.
     */
    public int handshakes() {
        return handshakes;
    }

    /** Connections that may wait to be accepted. */
    public int backlog() {
        return backlog;
    }

    /** Collectives open at once on a communicator. */
    public int openCollectives() {
        return openCollectives;
    }

    /** Requests and tasks that wait in one process. */
    public int openRequests() {
        return openRequests;
    }

    /** Messages that wait for receive in one process. */
    public int messages() {
        return messages;
    }

    private List<Number> all() {
        return List.of(
                frameBytes,
                payloadBytes,
                memoryPayloadBytes,
                memoryTotalBytes,
                spoolTotalBytes,
                outboundBytes,
                members,
                endpoints,
                handshakes,
                backlog,
                openCollectives,
                openRequests,
                messages);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Limits limits && all().equals(limits.all());
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }

    @Override
    public String toString() {
        return "Limits[frameBytes=" + frameBytes
                + ", payloadBytes=" + payloadBytes
                + ", memoryPayloadBytes=" + memoryPayloadBytes
                + ", memoryTotalBytes=" + memoryTotalBytes
                + ", spoolTotalBytes=" + spoolTotalBytes
                + ", outboundBytes=" + outboundBytes
                + ", members=" + members
                + ", endpoints=" + endpoints
                + ", handshakes=" + handshakes
                + ", backlog=" + backlog
                + ", openCollectives=" + openCollectives
                + ", openRequests=" + openRequests
                + ", messages=" + messages
                + "]";
    }

    /** Collects bounds; not safe for use by several threads. */
    public static final class Builder {
        private int frameBytes;
        private long payloadBytes;
        private long memoryPayloadBytes;
        private long memoryTotalBytes;
        private long spoolTotalBytes;
        private int outboundBytes;
        private int members;
        private int endpoints;
        private int handshakes;
        private int backlog;
        private int openCollectives;
        private int openRequests;
        private int messages;

        private Builder() {
            long heap = Runtime.getRuntime().maxMemory();
            frameBytes = 1 << 20;
            payloadBytes = 1L << 40;
            memoryPayloadBytes = Math.min(64L << 20, heap / 16);
            memoryTotalBytes = heap / 4;
            spoolTotalBytes = 64L << 30;
            outboundBytes = 8 << 20;
            members = 16_384;
            endpoints = 16_384;
            handshakes = 1_024;
            backlog = 1_024;
            openCollectives = 16;
            openRequests = 1 << 20;
            messages = 1 << 16;
        }

        private Builder(Limits from) {
            frameBytes = from.frameBytes;
            payloadBytes = from.payloadBytes;
            memoryPayloadBytes = from.memoryPayloadBytes;
            memoryTotalBytes = from.memoryTotalBytes;
            spoolTotalBytes = from.spoolTotalBytes;
            outboundBytes = from.outboundBytes;
            members = from.members;
            endpoints = from.endpoints;
            handshakes = from.handshakes;
            backlog = from.backlog;
            openCollectives = from.openCollectives;
            openRequests = from.openRequests;
            messages = from.messages;
        }

        /** Sets {@link Limits#frameBytes}. */
        public Builder frameBytes(int value) {
            frameBytes = value;
            return this;
        }

        /** Sets {@link Limits#payloadBytes}. */
        public Builder payloadBytes(long value) {
            payloadBytes = value;
            return this;
        }

        /** Sets {@link Limits#memoryPayloadBytes}. */
        public Builder memoryPayloadBytes(long value) {
            memoryPayloadBytes = value;
            return this;
        }

        /** Sets {@link Limits#memoryTotalBytes}. */
        public Builder memoryTotalBytes(long value) {
            memoryTotalBytes = value;
            return this;
        }

        /** Sets {@link Limits#spoolTotalBytes}. */
        public Builder spoolTotalBytes(long value) {
            spoolTotalBytes = value;
            return this;
        }

        /** Sets {@link Limits#outboundBytes}. */
        public Builder outboundBytes(int value) {
            outboundBytes = value;
            return this;
        }

        /** Sets {@link Limits#members}. */
        public Builder members(int value) {
            members = value;
            return this;
        }

        /** Sets {@link Limits#endpoints}. */
        public Builder endpoints(int value) {
            endpoints = value;
            return this;
        }

        /** Sets {@link Limits#handshakes}. */
        public Builder handshakes(int value) {
            handshakes = value;
            return this;
        }

        /** Sets {@link Limits#backlog}. */
        public Builder backlog(int value) {
            backlog = value;
            return this;
        }

        /** Sets {@link Limits#openCollectives}. */
        public Builder openCollectives(int value) {
            openCollectives = value;
            return this;
        }

        /** Sets {@link Limits#openRequests}. */
        public Builder openRequests(int value) {
            openRequests = value;
            return this;
        }

        /** Sets {@link Limits#messages}. */
        public Builder messages(int value) {
            messages = value;
            return this;
        }

        /** The bounds as they are set. */
        public Limits build() {
            return new Limits(this);
        }
    }
}
