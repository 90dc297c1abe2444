/**
 * The transport over TCP sockets, optionally encrypted with TLS. The caller polls it; its only threads run the costly
 * steps of TLS handshakes and the look-up of host names.
 *
 * <p>Two sides share each connection. The <em>caller's side</em> (the thread with the caller's lock) opens, sends,
 * finishes and aborts; it owns the queue of outgoing frames. The <em>polling side</em> (the thread inside {@code poll})
 * selects, accepts, reads and makes all reports; it owns the read buffer and the deadlines. They share the phase of a
 * connection, its interest set, and a queue of handlers that the next poll calls.
 *
 * <p>With encryption, the polling side runs the handshake and decrypts, and the caller's side encrypts. A thread of the
 * task pool uses an engine only while the polling side waits for it.
 */
package dev.comm.transport.tcp;
