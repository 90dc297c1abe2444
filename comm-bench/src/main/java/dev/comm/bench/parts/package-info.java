/** Parts of Comm alone, measured with JMH. */
package dev.comm.bench.parts;
