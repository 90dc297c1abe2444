/** One program on every rank: each sums its share of an integral, a reduce adds the sums. */
package dev.comm.examples.pi;
