/** The interfaces of plug-ins: transports, serializers and roles; also the environment, which a simulation replaces. */
package dev.comm.api.spi;
