/** Master and workers: a queue of tasks that survives the loss of workers. */
package dev.comm.examples.primes;
