package dev.comm.tests.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.FrameType;
import dev.comm.tests.handshake.DocumentedSession.Step;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Sends the documented bytes and compares the answers; fields that vary keep their values under their names. */
final class SessionReplay {
    /** These may come between all others. */
    private static final Set<FrameType> LEFT_OUT = EnumSet.of(FrameType.HEARTBEAT, FrameType.VIEW_CHANGE);

    private static final HexFormat HEX = HexFormat.of();

    private final Socket socket;
    private final DataInputStream in;
    private final Map<String, String> values = new TreeMap<>();

    SessionReplay(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    void send(Step step) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        for (String token : step.tokens()) {
            frame.writeBytes(HEX.parseHex(token.startsWith("<") ? values.get(name(token)) : token));
        }
        socket.getOutputStream().write(frame.toByteArray());
    }

    void expect(Step step) throws IOException {
        ByteBuffer frame = next();
        assertThat(type(frame)).isEqualTo(FrameType.valueOf(step.text()));
        for (String token : step.tokens()) {
            String bytes = take(frame, token);
            String expected = token.startsWith("<") ? values.getOrDefault(name(token), bytes) : token;
            assertThat(bytes).as("%s in %s", token, step).isEqualTo(expected);
            if (token.startsWith("<") && !name(token).isEmpty()) {
                values.put(name(token), bytes);
            }
        }
        assertThat(frame.remaining()).as("bytes behind %s", step).isZero();
    }

    /** The master closes, and sends nothing else before. */
    void expectEnd() throws IOException {
        int first = in.read();
        while (first >= 0) {
            assertThat(LEFT_OUT).contains(type(rest(first)));
            first = in.read();
        }
    }

    private ByteBuffer next() throws IOException {
        ByteBuffer frame = rest(in.readUnsignedByte());
        while (LEFT_OUT.contains(type(frame))) {
            frame = rest(in.readUnsignedByte());
        }
        return frame;
    }

    private ByteBuffer rest(int first) throws IOException {
        byte[] header = new byte[FrameHeader.SIZE];
        header[0] = (byte) first;
        in.readFully(header, 1, header.length - 1);
        int length = ByteBuffer.wrap(header).getInt(8);
        ByteBuffer frame = ByteBuffer.allocate(header.length + length).put(header);
        in.readFully(frame.array(), header.length, length);
        return frame.rewind();
    }

    private static FrameType type(ByteBuffer frame) {
        return FrameType.ofCode(frame.get(3) & 0xFF);
    }

    private static String take(ByteBuffer frame, String token) {
        int size = switch (token.replaceFirst("<(\\w+).*", "$1")) {
            case "i32" -> Integer.BYTES;
            case "i64" -> Long.BYTES;
            case "string" -> Short.BYTES + frame.getShort(frame.position());
            default -> token.length() / 2;
        };
        byte[] bytes = new byte[size];
        frame.get(bytes);
        return HEX.formatHex(bytes);
    }

    private static String name(String token) {
        return token.replaceFirst("<\\w+ ?(\\w*)>", "$1");
    }
}
