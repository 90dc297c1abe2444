/** Decides every collective: a barrier, a collect and all others end here, one instance each. */
package dev.comm.master.machine.collective;
