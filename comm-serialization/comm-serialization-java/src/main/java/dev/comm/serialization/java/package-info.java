/** Java serialization behind a filter that denies by default. */
package dev.comm.serialization.java;
