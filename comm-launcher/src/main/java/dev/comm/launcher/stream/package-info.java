/** The standard streams of a run and of its ranks. */
package dev.comm.launcher.stream;
