package dev.comm.api;

import java.util.List;
import org.apiguardian.api.API;

/**
 * All bounds on sizes and counts. To change a bound, start from the defaults:
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

    /** Returns the defaults, whose memory bounds depend on the heap of this process. */
    public static Limits defaults() {
        return builder().build();
    }

    /** Returns a builder that starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts from these bounds. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Returns whether every bound is positive and the largest frame is large enough for the handshake. */
    boolean isUsable() {
        return frameBytes >= 4096
                && memoryPayloadBytes <= 1 << 30 // a payload in memory is one array
                && all().stream().allMatch(bound -> bound.longValue() > 0);
    }

    /** Returns the size of the largest frame after authentication. Before authentication, this size is 4 KiB. */
    public int frameBytes() {
        return frameBytes;
    }

    /** Returns the size of the largest payload of one call. */
    public long payloadBytes() {
        return payloadBytes;
    }

    /** Returns the size above which a received payload goes to a spool file. */
    public long memoryPayloadBytes() {
        return memoryPayloadBytes;
    }

    /**
     * Returns the bound on the total size of received payloads in memory. Payloads above the bound go to spool files.
     */
    public long memoryTotalBytes() {
        return memoryTotalBytes;
    }

    /**
     * Returns the bound on the total size of received payloads in spool files, unfinished ones included. A value above
     * the bound fails.
     */
    public long spoolTotalBytes() {
        return spoolTotalBytes;
    }

    /**
     * Returns the bytes of messages that the master holds in memory for one member that reads slowly. Above this bound
     * the senders wait.
     */
    public int outboundBytes() {
        return outboundBytes;
    }

    /** Returns the largest number of ranks of a run. */
    public int members() {
        return members;
    }

    /** Returns the largest number of open connections. */
    public int endpoints() {
        return endpoints;
    }

    /**
     * Returns the largest number of connections that have not proved their identity. Above this number the oldest such
     * connection is closed. One address (in IPv6, one network) may have an eighth of this number; the addresses of this
     * machine have no such limit.
     */
    public int handshakes() {
        return handshakes;
    }

    /** Returns the largest number of connections that wait to be accepted. */
    public int backlog() {
        return backlog;
    }

    /** Returns the largest number of open collectives of a communicator. */
    public int openCollectives() {
        return openCollectives;
    }

    /** Returns the largest number of requests and tasks that wait in one process. */
    public int openRequests() {
        return openRequests;
    }

    /** Returns the largest number of messages that wait for a receive in one process. */
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

    /** A builder that collects bounds; not safe for use by several threads. */
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

        /** Returns the bounds with the values set here. */
        public Limits build() {
            return new Limits(this);
        }
    }
}
