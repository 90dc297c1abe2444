/** The roles of a run, master and node, and how a program is run in one of them. */
package dev.comm.core.role;
