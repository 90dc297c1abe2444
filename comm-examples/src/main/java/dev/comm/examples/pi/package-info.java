/** One program on every rank. Each rank sums its share of an integral, and a reduce adds the sums. */
package dev.comm.examples.pi;
