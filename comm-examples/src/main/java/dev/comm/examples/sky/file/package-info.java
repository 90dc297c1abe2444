/** How the demo writes its files. */
package dev.comm.examples.sky.file;
