package org.example.words;

import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.api.spi.SerializerProvider;

/** Found by the name {@code words}. */
public final class WordsProvider implements SerializerProvider {
    @Override
    public String name() {
        return "words";
    }

    @Override
    public Serializer create(SerializerContext context) {
        return new WordsSerializer(context);
    }
}
