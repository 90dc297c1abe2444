/**
 * The connections as the driver sees them, with received and sent frames, queues, and the store of received payloads.
 */
package dev.comm.core.link;
