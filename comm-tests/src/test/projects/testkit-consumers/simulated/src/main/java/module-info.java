/** A program and its tests on a simulated cluster. */
open module org.example.sums {
    requires dev.comm.testkit;
    requires org.junit.jupiter.api;
}
