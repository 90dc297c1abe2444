/** The log of the command, and of programs that bring no configuration of their own. */
package dev.comm.launcher.log;
