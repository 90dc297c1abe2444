/** The reading of settings from text, with their names, sources, parsers and rules. Not exported. */
package dev.comm.api.settings;
