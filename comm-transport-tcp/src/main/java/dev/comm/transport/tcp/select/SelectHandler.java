package dev.comm.transport.tcp.select;

/** A handler of the events of the select loop, for a connection or a listening socket. */
public interface SelectHandler {
    /** Handles a channel that the selector found ready for {@code operations}. */
    void ready(int operations, Reports reports);

    /** Handles the requests of this handler and its passed deadlines. Extra calls are possible. */
    void attend(Reports reports);
}
