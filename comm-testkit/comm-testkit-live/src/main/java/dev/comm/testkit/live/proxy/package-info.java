/** A TCP proxy inside the test that delays, splits, holds, cuts and corrupts the bytes that pass. */
package dev.comm.testkit.live.proxy;
