/** Requests and tasks that this node has taken, and their results until the master has them. */
package dev.comm.node.machine.work;
