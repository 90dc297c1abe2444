/** What the benchmarks measure: works, jobs and their samples. */
package dev.comm.bench;
