/** Tests on a real Slurm, whose hosts are namespaces of this machine. */
package dev.comm.tests.slurm;
