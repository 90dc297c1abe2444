/** Requests and tasks. The master chooses a node for each of them, and decides about the tasks of a lost node. */
package dev.comm.master.machine.work;
