/** Decides every collective. A barrier, a collect and every other collective is one instance here. */
package dev.comm.master.machine.collective;
