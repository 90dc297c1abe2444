/**
 * The master's state machine and its parts: handshakes, registry, failure detection, one round per collective,
 * messages, work, shutdown.
 *
 * <p>Everything here is pure: no socket, thread, lock, clock or logger; see {@link dev.comm.api.machine.Machine}.
 */
package dev.comm.master.machine;
