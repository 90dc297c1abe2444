/** Outgoing frames and buffered bytes: queues by lane, and the writer that gathers many frames into one system call. */
package dev.comm.transport.tcp.buffer;
