/**
 * TLS for TCP connections: certificates and keys, engines, handshakes, and the encryption and decryption of records.
 */
package dev.comm.transport.tcp.tls;
