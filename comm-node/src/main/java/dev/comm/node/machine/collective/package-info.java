/** The collectives that this node has entered. The master decides them. */
package dev.comm.node.machine.collective;
