/** The processes of a run: how they are found, and when they end. */
package dev.comm.launcher.process;
