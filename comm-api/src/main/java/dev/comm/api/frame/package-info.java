/** The wire protocol: headers, commands, encoder and decoder. Pure code without input or output. */
package dev.comm.api.frame;
