package dev.comm.bench.crowd;

import dev.comm.api.Cause;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.MembershipCommand.Leave;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A node of Comm that joins, arrives at barriers as soon as possible, and leaves when the master asks it to. It reads
 * only the types and lengths of frames and the interval of heartbeats that the master requests. So the measured time of
 * a barrier is the time of the master.
 */
final class CommBee extends Bee {
    private static final int TYPE_POSITION = 3;
    private static final int LENGTH_POSITION = 8;
    private static final int INTERVAL_POSITION = 24;

    private final Words words;
    private final int rank;
    private final boolean playsBarriers;
    private final ByteBuffer header = ByteBuffer.allocate(FrameHeader.SIZE);
    private final ByteBuffer beginning = ByteBuffer.allocate(INTERVAL_POSITION + Long.BYTES);
    private int bodyLeft;
    private long sequence;
    private boolean isAccepted;

    CommBee(Words words, int rank, boolean playsBarriers) {
        this.words = words;
        this.rank = rank;
        this.playsBarriers = playsBarriers;
    }

    @Override
    void connected() throws IOException {
        send(Words.hello(rank));
    }

    @Override
    boolean isAdmitted() {
        return isAccepted;
    }

    @Override
    void beat() throws IOException {
        send(words.beat());
    }

    @Override
    void received(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (header.hasRemaining()) {
                int count = Math.min(header.remaining(), bytes.remaining());
                header.put(bytes.slice(bytes.position(), count));
                bytes.position(bytes.position() + count);
                if (header.hasRemaining()) {
                    return;
                }
                bodyLeft = header.getInt(LENGTH_POSITION);
            }
            int count = Math.min(bodyLeft, bytes.remaining());
            beginning.put(bytes.slice(bytes.position(), Math.min(count, beginning.remaining())));
            bytes.position(bytes.position() + count);
            bodyLeft -= count;
            if (bodyLeft > 0) {
                return;
            }
            FrameType type = FrameType.ofCode(header.get(TYPE_POSITION));
            header.clear();
            frame(type);
            beginning.clear();
        }
    }

    private void frame(FrameType type) throws IOException {
        switch (type) {
            case CHALLENGE -> send(words.registration());
            case ACCEPTED -> {
                isAccepted = true;
                beat();
            }
            case WELCOME -> arrive();
            case DECISION -> {
                sequence++;
                arrive();
            }
            case HEARTBEAT -> follow(beginning.getLong(INTERVAL_POSITION));
            case SHUTDOWN -> send(Words.direct(new Leave(Cause.LEFT, "", Content.NONE)));
            case REJECTED, FENCED -> throw new IOException("rank " + rank + " is not wanted: " + type);
            default -> {
                // The node ignores the other frames, such as views.
            }
        }
    }

    private void arrive() throws IOException {
        if (playsBarriers) {
            send(words.arrival(sequence));
        }
    }
}
