package dev.comm.core.codec;

import dev.comm.api.Member;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import java.nio.ByteBuffer;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The encoder of WELCOME frames. The list of members is the same in all welcomes of a view and is their largest part.
 * The encoder writes the list once and shares its bytes, so the start of N nodes takes memory proportional to N.
 *
 * <p>The encoder is pure, for one thread at a time.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class WelcomeEncoder {
    private static final int CAPACITY = 64;
    private static final int LENGTH_POSITION = 8;

    /** The size from which a direct buffer is faster, because a socket takes its bytes without another copy. */
    private static final int DIRECT_FROM_BYTES = 4 << 10;

    private List<Member> members;
    private ByteBuffer shared;
    private boolean isUsedAgain;

    /**
     * Encodes the beginning of a frame in pieces that have the same bytes as the result of {@link FrameEncoder#encode}.
     *
     * @param payloadBytes number of payload bytes that the caller sends after these pieces in the same frame
     * @return three pieces; other frames share the second piece, so the caller must not change its bytes
     */
    public ByteBuffer[] encode(Welcome welcome, int payloadBytes) {
        String violation = PayloadRule.violation(welcome, 0, false, payloadBytes);
        if (violation != null) {
            throw new IllegalArgumentException("Invalid WELCOME frame: " + violation + ".");
        }
        WireWriter beginning = new WireWriter(CAPACITY);
        HeaderCodec.write(beginning, welcome, 0, false);
        HandshakeCodec.writeBeginning(beginning, welcome);
        WireWriter end = new WireWriter(CAPACITY);
        HandshakeCodec.writeEnd(end, welcome);
        Extensions.writeNone(end);
        ByteBuffer[] pieces = {beginning.finish(), membersOf(welcome), end.finish()};
        int length = pieces[0].remaining() + pieces[1].remaining() + pieces[2].remaining() - FrameHeader.SIZE;
        pieces[0].putInt(LENGTH_POSITION, Math.addExact(length, payloadBytes));
        return pieces;
    }

    private ByteBuffer membersOf(Welcome welcome) {
        if (welcome.members() != members) {
            WireWriter out = new WireWriter(CAPACITY);
            HandshakeCodec.writeMembers(out, welcome.members());
            shared = out.finish();
            members = welcome.members();
            isUsedAgain = false;
        } else if (!isUsedAgain) {
            isUsedAgain = true;
            if (shared.remaining() >= DIRECT_FROM_BYTES) {
                shared = ByteBuffer.allocateDirect(shared.remaining())
                        .put(shared)
                        .flip();
            }
        }
        return shared.duplicate();
    }
}
