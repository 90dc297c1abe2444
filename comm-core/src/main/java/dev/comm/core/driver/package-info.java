/** Drives a machine: brings it events, carries out its effects, and is the only place where Comm waits. */
package dev.comm.core.driver;
