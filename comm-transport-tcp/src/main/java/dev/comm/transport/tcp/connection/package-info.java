/**
 * One TCP connection: its phase, its reader and writer, the wire that carries its bytes, and the cork for small frames.
 */
package dev.comm.transport.tcp.connection;
