/** A simulated cluster with virtual time, whose nodes crash on demand. */
module dev.comm.testkit {
    requires transitive dev.comm.api;
    requires static org.apiguardian.api;
    requires org.slf4j;
}
