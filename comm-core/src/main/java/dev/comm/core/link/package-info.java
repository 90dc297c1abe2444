/** Connections as the driver sees them: frames in and out, queues, and where received payloads live. */
package dev.comm.core.link;
