/** The contenders that are Java processes: each library behind one small interface, as its users call it. */
package dev.comm.bench.team;
