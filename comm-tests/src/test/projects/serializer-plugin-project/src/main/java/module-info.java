/** A serializer that a user wrote. */
module org.example.words {
    requires dev.comm.api;

    exports org.example.words;

    provides dev.comm.api.spi.SerializerProvider with
            org.example.words.WordsProvider;
}
