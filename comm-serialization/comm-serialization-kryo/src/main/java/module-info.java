/** Kryo with required registration and bounded reads. */
module dev.comm.serialization.kryo {
    requires transitive dev.comm.api;
    requires static org.apiguardian.api;
    requires com.esotericsoftware.kryo.kryo5;
}
