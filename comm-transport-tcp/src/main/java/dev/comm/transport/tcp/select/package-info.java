/** The select loop: handlers, deadlines, reports to the sink, the task pool, and the rate-limited log. */
package dev.comm.transport.tcp.select;
