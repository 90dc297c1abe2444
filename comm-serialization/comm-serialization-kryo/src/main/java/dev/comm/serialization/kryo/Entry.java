package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.Serializer;

/**
 * A type with its number.
 *
 * @param number what stands for the type in the bytes; the same on all members
 * @param type the class
 * @param label what the fingerprint says about it
 * @param form how it is written; without state, hence shared by all Kryo instances
 */
record Entry(int number, Class<?> type, String label, Serializer<?> form) {}
