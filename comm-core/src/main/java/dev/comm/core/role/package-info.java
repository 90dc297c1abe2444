/** The roles of a run, master and node, and the run of a program in a role. */
package dev.comm.core.role;
