package dev.comm.master.machine;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand.Held;
import dev.comm.api.protocol.Content;
import dev.comm.core.value.Checksums;

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

    /** An empty payload in memory, which notes its end. */
    public static Payload empty() {
        Payload payload = mock();
        when(payload.isInMemory()).thenReturn(true);
        return payload;
    }
}
