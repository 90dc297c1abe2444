/** This node as a member: the join, the signs of life, the live time, the view, and the leave. */
package dev.comm.node.machine.membership;
