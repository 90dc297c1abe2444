/** The collectives that this node has entered; the master decides them. */
package dev.comm.node.machine.collective;
