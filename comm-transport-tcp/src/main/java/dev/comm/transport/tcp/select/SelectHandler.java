package dev.comm.transport.tcp.select;

/** Handles the events of the select loop for a connection or a listening socket. */
public interface SelectHandler {
    /** Called when the selector found the channel ready for {@code operations}. */
    void ready(int operations, Reports reports);

    /** Called when this handler requested it or when its deadline has passed; extra calls are possible. */
    void attend(Reports reports);
}
