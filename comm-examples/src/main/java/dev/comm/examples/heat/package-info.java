/** The heat in a plate, whose rows are shared by the ranks. */
package dev.comm.examples.heat;
