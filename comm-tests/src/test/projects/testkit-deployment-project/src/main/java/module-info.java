/** A program that runs a cluster on real sockets. */
module org.example.engines {
    requires dev.comm.testkit;
}
