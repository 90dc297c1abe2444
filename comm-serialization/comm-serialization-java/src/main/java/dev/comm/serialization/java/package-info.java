/** Java serialization with a filter that rejects by default. */
package dev.comm.serialization.java;
