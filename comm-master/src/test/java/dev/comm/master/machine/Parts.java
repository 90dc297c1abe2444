package dev.comm.master.machine;

import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand.Held;
import dev.comm.api.protocol.Content;
import dev.comm.core.value.Checksums;
import java.nio.ByteBuffer;

/** Payloads of the tests. */
public final class Parts {
    /** A value of no bytes. */
    public static final Content EMPTY = new Content(Content.Kind.VALUE, 0, 0);

    private Parts() {}

    /** The peer acknowledges this text as its part. */
    public static void hold(Script.Peer peer, long sequence, String text) {
        Payload payload = Script.value(text).payload();
        peer.says(new Held(0, sequence, payload.length(), Checksums.crc32c(payload)));
    }

    /** An empty payload that counts how often it is closed. */
    public static Payload counting(int[] closed) {
        return new Payload() {
            @Override
            public long length() {
                return 0;
            }

            @Override
            public int read(long position, ByteBuffer target) {
                return 0;
            }

            @Override
            public ByteBuffer bytes() {
                return ByteBuffer.allocate(0);
            }

            @Override
            public boolean isInMemory() {
                return true;
            }

            @Override
            public void close() {
                closed[0]++;
            }
        };
    }
}
