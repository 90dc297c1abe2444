/**
 * The contenders that are Java processes. Each library is behind one small interface and is called as its users call
 * it.
 */
package dev.comm.bench.team;
