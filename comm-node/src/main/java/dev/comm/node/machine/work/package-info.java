/** Requests and tasks that this node has taken, and the results until the master has accepted them. */
package dev.comm.node.machine.work;
