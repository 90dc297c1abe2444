package dev.comm.master.machine;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand.Held;
import dev.comm.api.protocol.Content;
import dev.comm.core.value.Checksums;

/** Payloads for tests. */
public final class Parts {
    /** A value without bytes. */
    public static final Content EMPTY = new Content(Content.Kind.VALUE, 0, 0);

    private Parts() {}

    /** Lets the peer acknowledge the given text as its part. */
    public static void hold(Script.Peer peer, long sequence, String text) {
        Payload payload = Script.value(text).payload();
        peer.says(new Held(0, sequence, payload.length(), Checksums.crc32c(payload)));
    }

    /** Returns an empty payload in memory that records its close. */
    public static Payload empty() {
        Payload payload = mock();
        when(payload.isInMemory()).thenReturn(true);
        return payload;
    }
}
