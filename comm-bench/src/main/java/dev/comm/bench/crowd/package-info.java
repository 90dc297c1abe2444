/**
 * Thousands of nodes in one process. They answer a master at once, so that the measured time is the time of the master.
 */
package dev.comm.bench.crowd;
