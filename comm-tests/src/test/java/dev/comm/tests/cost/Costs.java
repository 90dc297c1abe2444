package dev.comm.tests.cost;

/**
 * The cost of one operation.
 *
 * @param masterBytes the bytes that the threads of the master allocated
 * @param nodeBytes the bytes that the threads of all nodes together allocated
 * @param writes the system calls of all threads that write, including those that wake a thread out of its selector
 * @param reads the reads from sockets of all members that brought bytes, or 0 if they are not counted
 * @param wakeups the number of wake-ups of threads in their selector, or 0 if they are not counted
 */
record Costs(double masterBytes, double nodeBytes, double writes, double reads, double wakeups) {}
