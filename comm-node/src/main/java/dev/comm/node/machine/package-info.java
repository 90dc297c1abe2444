/**
 * The node's side of the protocol: {@link dev.comm.node.machine.NodeMachine} and its parts, pure code without input or
 * output.
 *
 * <p>The parts know each other only through the machine, which hands every event to the part that it concerns: the
 * session (connection and handshake), the view, liveness, collectives, messages, work, live time and departing.
 */
package dev.comm.node.machine;
