/** The communicator that programs use, on top of a driver. */
package dev.comm.core.communicator;
