/**
 * The protocol as data: frame types, the frame header, and one sealed family of commands for each part of the protocol.
 *
 * <p>The older systems used other names for the same things: a {@code Command} is a
 * {@link dev.comm.api.protocol.Command}, {@code ACK} is {@link dev.comm.api.protocol.WorkCommand.ResultAck} or
 * {@link dev.comm.api.protocol.CollectiveCommand.DecisionAck}, {@code MSG} is
 * {@link dev.comm.api.protocol.WorkCommand.Request}, {@code RegisterCN} is
 * {@link dev.comm.api.protocol.HandshakeCommand.Join}, and {@code ShutdownCN} is
 * {@link dev.comm.api.protocol.MembershipCommand.Shutdown}.
 *
 * <p>This package has values only; {@code dev.comm.core.codec} reads and writes them. docs/PROTOCOL.md is the
 * specification.
 */
package dev.comm.api.protocol;
