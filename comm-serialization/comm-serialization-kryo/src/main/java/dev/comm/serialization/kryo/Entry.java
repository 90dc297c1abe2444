package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.Serializer;

/**
 * A type with its number.
 *
 * @param number number of the type in the bytes, which is the same on all members
 * @param type the class
 * @param label text for the fingerprint
 * @param form form of the values of the type. It has no state, so all Kryo instances share it
 */
record Entry(int number, Class<?> type, String label, Serializer<?> form) {}
