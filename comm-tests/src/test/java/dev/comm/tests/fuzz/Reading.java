package dev.comm.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.StreamCommand;
import dev.comm.core.codec.FrameDecoder;
import dev.comm.core.codec.FrameException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The frames that a decoder made of a stream. Consecutive pieces of one payload count as one frame. */
final class Reading {
    private final FrameDecoder decoder;
    private final List<Found> found = new ArrayList<>();
    private FrameException failure;
    private long bytesGiven;
    private long framesGiven;

    Reading(int frameBytesMax) {
        decoder = new FrameDecoder(frameBytesMax);
    }

    /**
     * Decodes bytes. A step consumes all bytes, or fails for ever. It returns at most one frame for each byte (SEC-22).
     */
    void read(ByteBuffer bytes) {
        bytesGiven += bytes.remaining();
        if (failure != null) {
            assertThatThrownBy(() -> decoder.decode(bytes, this::frame)).isInstanceOf(FrameException.class);
            return;
        }
        try {
            decoder.decode(bytes, this::frame);
            assertThat(bytes.hasRemaining()).as("bytes are left").isFalse();
        } catch (FrameException e) {
            failure = e;
        }
        assertThat(framesGiven).isLessThanOrEqualTo(bytesGiven);
    }

    private void frame(FrameHeader header, Command command, ByteBuffer payload) {
        assertThat(failure).isNull();
        framesGiven++;
        Found last = found.isEmpty() ? null : found.get(found.size() - 1);
        if (command instanceof StreamCommand.Data && last != null && last.more && last.stream == header.stream()) {
            last.add(header, payload);
        } else {
            found.add(new Found(header, command, payload));
        }
    }

    /**
     * Requires the same frames from another reading of the same bytes in other pieces. An unfinished frame may have
     * fewer known bytes.
     */
    void agreesWith(Reading other) {
        int common = Math.min(found.size(), other.found.size());
        for (int i = 0; i < common; i++) {
            boolean unfinished = i == common - 1 && (!isAtEnd() || !other.isAtEnd());
            assertThat(found.get(i).sameAs(other.found.get(i), unfinished))
                    .as("frame %d of %d", i, common)
                    .isTrue();
        }
        if (isAtEnd() && other.isAtEnd()) {
            assertThat(other.found).hasSameSizeAs(found);
        } else {
            assertThat(Math.abs(found.size() - other.found.size())).isLessThanOrEqualTo(1);
        }
        assertThat(isAtEnd() && other.failure != null || other.isAtEnd() && failure != null)
                .as("only one of the readings fails: %s, %s", failure, other.failure)
                .isFalse();
    }

    private boolean isAtEnd() {
        return failure == null && !decoder.isMidFrame();
    }

    private static final class Found {
        private final List<Integer> header;
        private final Command command;
        private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
        private final int stream;
        private boolean more;

        Found(FrameHeader head, Command command, ByteBuffer bytes) {
            header = List.of(head.type(), head.priority(), head.serializer(), head.communicator(), head.tag());
            this.command = command;
            stream = head.stream();
            add(head, bytes);
        }

        void add(FrameHeader head, ByteBuffer bytes) {
            more = head.hasMore();
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            payload.writeBytes(copy);
        }

        boolean sameAs(Found other, boolean unfinished) {
            boolean same = header.equals(other.header) && command.equals(other.command) && stream == other.stream;
            return same && (unfinished ? isPrefix(other) : more == other.more && isEqual(other));
        }

        private boolean isEqual(Found other) {
            return Arrays.equals(payload.toByteArray(), other.payload.toByteArray());
        }

        private boolean isPrefix(Found other) {
            int count = Math.min(payload.size(), other.payload.size());
            return Arrays.equals(payload.toByteArray(), 0, count, other.payload.toByteArray(), 0, count);
        }
    }
}
