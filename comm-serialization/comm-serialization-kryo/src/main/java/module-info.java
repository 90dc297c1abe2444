/**
 * Kryo with required registration and bounded reads.
 *
 * @provides dev.comm.api.spi.SerializerProvider named {@code kryo}
 */
module dev.comm.serialization.kryo {
    requires transitive dev.comm.api;
    requires static org.apiguardian.api;
    requires com.esotericsoftware.kryo.kryo5;

    exports dev.comm.serialization.kryo;

    provides dev.comm.api.spi.SerializerProvider with
            dev.comm.serialization.kryo.KryoSerializerProvider;
}
