package dev.comm.api.frame;

import dev.comm.api.Member;
import dev.comm.api.frame.HandshakeCommand.Welcome;
import java.nio.ByteBuffer;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Writes welcomes. The members of a view are the same in the welcome of each of them and most of it: they are encoded
 * once and their bytes shared, so that the start of N nodes takes memory that grows with N and not with its square.
 *
 * <p>Pure, for one thread at a time.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class WelcomeEncoder {
    private static final int CAPACITY = 64;
    private static final int LENGTH_POSITION = 8;

    /** Bytes outside the heap go to sockets without another copy; fewer are not worth it. */
    private static final int DIRECT_FROM_BYTES = 4 << 10;

    private List<Member> members;
    private ByteBuffer shared;
    private boolean isUsedAgain;

    /**
     * The beginning of a frame in pieces, as {@link FrameEncoder#encode} would write it in one.
     *
     * @param payloadBytes bytes of the payload that the caller sends behind this, in the same frame
     * @return three pieces; others share the second one, and its bytes must not be changed
     */
    public ByteBuffer[] encode(Welcome welcome, int payloadBytes) {
        String violation = PayloadRule.violation(welcome, 0, false, payloadBytes);
        if (violation != null) {
            throw new IllegalArgumentException("A WELCOME frame is wrong: " + violation + ".");
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
