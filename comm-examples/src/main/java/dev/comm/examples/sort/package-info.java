/** A parallel sort by regular sampling, with one all-to-all. */
package dev.comm.examples.sort;
