/** What is logged by the command, and by programs that bring no configuration of their own. */
package dev.comm.launcher.log;
