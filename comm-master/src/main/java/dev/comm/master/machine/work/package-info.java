/** Requests and tasks: the choice of a node for each, and the fate of the tasks of a lost node. */
package dev.comm.master.machine.work;
