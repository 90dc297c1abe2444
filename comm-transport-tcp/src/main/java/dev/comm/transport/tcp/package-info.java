/**
 * Bytes over TCP sockets, encrypted if wanted: polled, without threads of its own but those that do the costly steps of
 * handshakes.
 *
 * <p>Two sides meet here. The <em>caller's side</em> (whoever holds the caller's lock) opens, sends, finishes and
 * aborts; it owns what is queued for writing. The <em>polling side</em> (whoever is inside {@code poll}) selects,
 * accepts, reads and makes all reports; it owns the read buffer and the deadlines. They share an endpoint's
 * {@code Phase}, its interest set, and a queue of those that want attention from the next poll.
 *
 * <p>With encryption the same two sides stay: the polling side agrees on it and decrypts, the caller's side encrypts.
 * The threads of {@code TaskPool} touch an engine only while the polling side waits for them.
 */
package dev.comm.transport.tcp;
