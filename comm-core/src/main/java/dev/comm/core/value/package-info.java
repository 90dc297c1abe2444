/** The conversion of values into payloads and of payloads into values. */
package dev.comm.core.value;
