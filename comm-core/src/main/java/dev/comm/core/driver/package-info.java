/** The drivers, which pass events to a machine and carry out its effects. They are the only place where Comm waits. */
package dev.comm.core.driver;
