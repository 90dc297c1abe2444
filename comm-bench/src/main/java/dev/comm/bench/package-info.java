/** The terms of a benchmark: works, jobs and their samples. */
package dev.comm.bench;
