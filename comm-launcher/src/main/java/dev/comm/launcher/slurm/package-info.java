/** Batch files and allocations of Slurm. */
package dev.comm.launcher.slurm;
