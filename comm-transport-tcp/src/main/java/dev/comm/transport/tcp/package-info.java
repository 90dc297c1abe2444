/**
 * Bytes over TCP sockets: polled, without threads of its own.
 *
 * <p>Two sides meet here. The <em>caller's side</em> (whoever holds the caller's lock) opens, sends, finishes and
 * aborts; it owns what is queued for writing. The <em>polling side</em> (whoever is inside {@code poll}) selects,
 * accepts, reads and makes all reports; it owns the read buffer and the deadlines. They share an endpoint's
 * {@code Phase}, its interest set, and a queue of those that want attention from the next poll.
 */
package dev.comm.transport.tcp;
