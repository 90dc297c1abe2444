/**
 * Engines with real sockets and real time, and the proxy through which a test spoils connections.
 *
 * <p>What the engine LOOPBACK, whose members share one JVM, makes of the verbs of a member:
 *
 * <ul>
 *   <li>crash: all its sockets are closed at once without a goodbye, as a kernel closes those of a dead process: end of
 *       stream for the peer, or a reset if bytes were unread. Nothing that it does after that happens or is written
 *       down; its threads unwind where they enter Comm, and are interrupted elsewhere. What differs from SIGKILL: code
 *       of the program that runs on without waiting goes on for a moment, and what it shares with others stays.
 *   <li>vanish: the same, but its proxy passes neither bytes nor ends any more, whatever is healed.
 *   <li>freeze: its threads stand still where they enter Comm, and where they wait by the test kit; kernel buffers go
 *       on taking bytes for it. What differs from SIGSTOP: code of the program that does not call Comm goes on.
 *   <li>restart: a new role in new threads; the master listens on the same port again.
 *   <li>terminate, halt, exhaustMemory, drift: missing, since there is one process and one clock.
 * </ul>
 */
package dev.comm.testkit.live;
