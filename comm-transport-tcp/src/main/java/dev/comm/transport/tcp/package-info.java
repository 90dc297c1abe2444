/** Bytes over TCP sockets: polled, without threads of its own. */
package dev.comm.transport.tcp;
