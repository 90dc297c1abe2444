package dev.comm.core.codec;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.api.Member;
import dev.comm.api.protocol.Content;
import java.time.Duration;
import java.util.List;

/** The codecs of the field groups that several commands share. */
final class SharedFields {
    static final EnumCodes<Content.Kind> KINDS =
            new EnumCodes<>(0, List.of(Content.Kind.NONE, Content.Kind.NULL, Content.Kind.VALUE, Content.Kind.FAILED));

    private SharedFields() {}

    static void write(WireWriter out, Content content) {
        boolean blank = content.form() == 0 && content.length() == 0;
        if (content.length() < 0 || content.form() >>> 16 != 0 || !content.hasPayload() && !blank) {
            throw new IllegalArgumentException("invalid content: " + content);
        }
        out.code(KINDS, content.kind());
        out.u16(content.form());
        out.i64(content.length());
    }

    static Content content(WireReader in) {
        Content.Kind kind = in.code(KINDS, "kind of content");
        int form = in.u16();
        long length = in.size();
        if (kind == Content.Kind.VALUE || kind == Content.Kind.FAILED) {
            return new Content(kind, form, length);
        }
        if (form != 0 || length != 0) {
            throw in.broken("content without payload has form " + form + " and length " + length);
        }
        return kind == Content.Kind.NULL ? Content.NULL : Content.NONE;
    }

    static void write(WireWriter out, Cause cause) {
        out.u8(cause.code());
    }

    static Cause cause(WireReader in) {
        int code = in.u8();
        return in.known(Cause.ofCode(code), "cause", code);
    }

    private static void write(WireWriter out, Member member) {
        out.rank(member.rank());
        out.i64(member.incarnation());
        out.text(member.host());
        out.nanosOrNone(nanosOf(member.remainingLiveTime()));
    }

    static void writeMembers(WireWriter out, List<Member> members) {
        out.list(members, SharedFields::write);
    }

    static List<Member> members(WireReader in) {
        return in.list(SharedFields::member);
    }

    private static Member member(WireReader in) {
        int rank = in.rank();
        long incarnation = in.i64();
        String host = in.string();
        long nanos = in.nanosOrNone();
        return new Member(rank, incarnation, host, nanos == -1 ? null : Duration.ofNanos(nanos));
    }

    private static void write(WireWriter out, Departure departure) {
        out.rank(departure.rank());
        out.i64(departure.incarnation());
        write(out, departure.cause());
        out.text(departure.detail());
    }

    static void writeDepartures(WireWriter out, List<Departure> departures) {
        out.list(departures, SharedFields::write);
    }

    static List<Departure> departures(WireReader in) {
        return in.list(SharedFields::departure);
    }

    private static Departure departure(WireReader in) {
        return new Departure(in.rank(), in.i64(), cause(in), in.string());
    }

    /**
     * Converts a duration to nanoseconds, at most the limit of the encoder. A negative duration becomes 0, because it
     * means that no time remains.
     */
    private static long nanosOf(Duration time) {
        if (time == null) {
            return -1;
        }
        if (time.isNegative()) {
            return 0;
        }
        return time.getSeconds() >= FrameLimits.DURATION_NANOS_MAX / 1_000_000_000
                ? FrameLimits.DURATION_NANOS_MAX
                : time.toNanos();
    }
}
