/** Tests over real sockets in one JVM with injected faults. They use the engine LOOPBACK and its proxy. */
package dev.comm.tests.loopback;
