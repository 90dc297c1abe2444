/** Reads settings as text: names, sources, parsers and rules. Not exported. */
package dev.comm.api.settings;
