/** Requests and tasks: which node gets which, and what happens to the tasks of a lost node. */
package dev.comm.master.machine.work;
