/**
 * Java serialization with a filter that rejects by default.
 *
 * @provides dev.comm.api.spi.SerializerProvider named {@code java}
 */
module dev.comm.serialization.java {
    requires transitive dev.comm.api;
    requires static org.apiguardian.api;

    exports dev.comm.serialization.java;

    provides dev.comm.api.spi.SerializerProvider with
            dev.comm.serialization.java.JavaSerializerProvider;
}
