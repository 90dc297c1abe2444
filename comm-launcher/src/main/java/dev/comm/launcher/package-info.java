/** The comm command. */
package dev.comm.launcher;
