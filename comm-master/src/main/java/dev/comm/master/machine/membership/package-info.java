/** Membership: the nodes, views and epochs, failure detection, departures, start and shutdown. */
package dev.comm.master.machine.membership;
