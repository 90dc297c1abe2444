/** Java serialization behind a filter that denies by default. */
module dev.comm.serialization.java {
    requires transitive dev.comm.api;
    requires static org.apiguardian.api;
}
