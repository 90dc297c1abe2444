/** A TCP proxy inside the test that delays, splits, holds, cuts and corrupts what passes. */
package dev.comm.testkit.live.proxy;
