/** The files that the demo writes. */
package dev.comm.examples.sky.file;
