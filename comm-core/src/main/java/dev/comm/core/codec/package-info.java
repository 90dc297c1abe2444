/** The encoders and decoders of frames: headers, commands and their binary form. Pure code without input or output. */
package dev.comm.core.codec;
