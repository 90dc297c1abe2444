/** Master and workers, with a queue of tasks that survives the loss of workers. */
package dev.comm.examples.primes;
