/** Messages that this node sends and receives. */
package dev.comm.node.machine.message;
