/** The exceptions of Comm; all of them are unchecked and extend {@link dev.comm.api.error.CommException}. */
package dev.comm.api.error;
