/** The handshake between a real master and a real node, and whoever gets between them. */
package dev.comm.tests.handshake;
