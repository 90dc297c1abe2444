/** Thousands of nodes in one process, which answer a master at once, so that the time is the master's. */
package dev.comm.bench.crowd;
