package org.example.words;

import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sentences as text, and nothing else. */
final class WordsSerializer implements Serializer {
    private final SerializerContext context;

    WordsSerializer(SerializerContext context) {
        this.context = context;
    }

    @Override
    public void write(Object value, OutputStream to) throws IOException {
        if (!(value instanceof Sentence)) {
            throw new IOException("the serializer 'words' writes sentences, not " + value.getClass().getName());
        }
        to.write(String.join(" ", ((Sentence) value).words()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public <T> T read(ByteBuffer bytes, Class<T> type) throws IOException {
        if (!type.isAssignableFrom(Sentence.class)) {
            throw new IOException("the serializer 'words' reads sentences, not " + type.getName());
        }
        String text = StandardCharsets.UTF_8.decode(bytes.slice()).toString();
        return type.cast(new Sentence(List.of(text.split(" "))));
    }

    @Override
    public byte[] fingerprint() {
        return context.fingerprint(List.of("words 1"));
    }
}
