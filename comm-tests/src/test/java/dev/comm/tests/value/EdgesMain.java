package dev.comm.tests.value;

import dev.comm.api.Payload;
import dev.comm.api.error.SerializationException;
import dev.comm.api.protocol.Content;
import dev.comm.core.machine.Value;
import dev.comm.core.value.ValueCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that writes all values into a folder with each of some serializers, or reads and compares them. It runs in
 * a process of its own, on any JDK.
 */
final class EdgesMain {
    private EdgesMain() {}

    public static void main(String[] arguments) throws IOException {
        for (String serializer : arguments[1].split(",")) {
            run(arguments[0], serializer, Files.createDirectories(Path.of(arguments[2], serializer)));
        }
    }

    private static void run(String what, String serializer, Path folder) throws IOException {
        ValueCodec codec = ValueCodec.withSerializer(Edges.config(serializer));
        List<Edge> edges = Edges.all();
        int equal = 0;
        int refused = 0;
        for (int i = 0; i < edges.size(); i++) {
            Path file = folder.resolve("value" + i);
            if (what.equals("write")) {
                write(codec, edges.get(i), file);
            } else if (!Files.exists(file)) {
                refused++;
            } else if (isEqual(codec, edges.get(i), file)) {
                equal++;
            }
        }
        System.out.println(serializer + ": " + what + " " + edges.size() + " equal " + equal + " refused " + refused);
    }

    private static void write(ValueCodec codec, Edge edge, Path file) throws IOException {
        try {
            Value value = codec.encode(edge.value());
            ByteBuffer bytes = value.payload().bytes();
            ByteBuffer all = ByteBuffer.allocate(Integer.BYTES + bytes.remaining());
            Files.write(file, all.putInt(value.content().form()).put(bytes).array());
        } catch (SerializationException refused) {
            // A refused value has no file.
        }
    }

    private static boolean isEqual(ValueCodec codec, Edge edge, Path file) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file));
        int form = all.getInt();
        Payload payload = Payload.of(all.slice());
        try {
            Object arrived = codec.decode(
                    new Value(new Content(Content.Kind.VALUE, form, payload.length()), payload), Object.class);
            if (Alike.alike(edge.value(), arrived)) {
                return true;
            }
            System.out.println("CHANGED " + edge + ": " + arrived);
        } catch (SerializationException e) {
            System.out.println("NOT READ " + edge + ": " + e.getMessage());
        }
        return false;
    }
}
