/**
 * The node's side of the protocol: {@link dev.comm.node.machine.NodeMachine} and its parts, pure code without input or
 * output.
 *
 * <p>The machine passes every event to the part that handles it: the session (connection and handshake), the view,
 * liveness, collectives, messages, work, live time and departing. Most parts do not depend on each other.
 */
package dev.comm.node.machine;
