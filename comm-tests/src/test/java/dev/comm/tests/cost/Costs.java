package dev.comm.tests.cost;

/**
 * What one operation costs.
 *
 * @param masterBytes allocated by the threads of the master
 * @param nodeBytes allocated by the threads of all nodes together
 * @param writes system calls that write, of all threads; also those that wake a thread out of its selector
 * @param reads reads from sockets that brought bytes, of all members; 0 if nobody counts them
 * @param wakeups threads that were asked to leave their selector; 0 if nobody counts them
 */
record Costs(double masterBytes, double nodeBytes, double writes, double reads, double wakeups) {}
