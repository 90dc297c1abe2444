/** A program and its tests over real sockets and in real processes. */
open module org.example.teams {
    requires dev.comm.testkit.live;
    requires org.junit.jupiter.api;
}
