/** Kryo with required registration and bounded reads. */
package dev.comm.serialization.kryo;
