/**
 * The master's state machine and its parts: handshakes, registry, failure detection, collectives (barrier, collect, …;
 * {@link dev.comm.master.machine.collective.CommunicatorState} decides them), messages, work, shutdown.
 *
 * <p>All code in these packages is pure: no socket, thread, lock, clock or logger; see
 * {@link dev.comm.core.machine.Machine}.
 */
package dev.comm.master.machine;
