/** Real sockets in one JVM, spoiled on purpose: the engine LOOPBACK, its proxy, and what Comm makes of it. */
package dev.comm.tests.loopback;
