package dev.comm.transport.tcp;

/** Something that the polling thread looks after: a connection or a listener. */
interface Attendant {
    /** The selector found it ready for {@code operations}. */
    void ready(int operations, Reports reports);

    /** It asked for attention, or a deadline it set has come. May be called more often than asked for. */
    void attend(Reports reports);
}
