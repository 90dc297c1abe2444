/** The standard streams of a run. */
package dev.comm.launcher.stream;
