/** What plug-ins implement: transports, serializers, roles; and the environment that a simulation replaces. */
package dev.comm.api.spi;
