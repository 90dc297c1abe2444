/** A program with plug-ins. */
module org.example.host {
    requires dev.comm.api;
    requires dev.comm.core;
    requires static dev.comm.node;

    opens org.example.host;
}
