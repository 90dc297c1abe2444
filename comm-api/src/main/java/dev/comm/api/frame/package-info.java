/** What crosses the wire: headers, commands and their encoder and decoder. Pure code without input or output. */
package dev.comm.api.frame;
