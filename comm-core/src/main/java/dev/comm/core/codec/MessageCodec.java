package dev.comm.core.codec;

import dev.comm.api.protocol.MessageCommand.Message;
import dev.comm.api.protocol.MessageCommand.MessageAsk;
import dev.comm.api.protocol.MessageCommand.MessageCredit;
import dev.comm.api.protocol.MessageCommand.MessageEnd;
import java.util.List;

/** The codecs of messages between members. The frame header contains communicator and tag. */
final class MessageCodec {
    static final List<CommandCodec<?>> CODECS = List.of(
            new CommandCodec<>(Message.class, MessageCodec::writeMessage, MessageCodec::note),
            new CommandCodec<>(MessageEnd.class, MessageCodec::writeEnd, MessageCodec::noteEnd),
            new CommandCodec<>(MessageAsk.class, MessageCodec::writeAsk, MessageCodec::noteAsk),
            new CommandCodec<>(MessageCredit.class, MessageCodec::writeCredit, MessageCodec::noteCredit));

    private MessageCodec() {}

    private static void writeMessage(WireWriter out, Message message) {
        out.rank(message.from());
        out.i64(message.fromIncarnation());
        out.rank(message.to());
        out.i64(message.toIncarnation());
        SharedFields.write(out, message.content());
    }

    private static Message note(WireReader in) {
        return new Message(
                in.header().communicator(),
                in.header().tag(),
                in.rank(),
                in.i64(),
                in.rank(),
                in.i64(),
                SharedFields.content(in));
    }

    private static void writeEnd(WireWriter out, MessageEnd end) {
        out.rank(end.from());
        out.i64(end.fromIncarnation());
        SharedFields.write(out, end.cause());
    }

    private static MessageEnd noteEnd(WireReader in) {
        return new MessageEnd(in.rank(), in.i64(), SharedFields.cause(in));
    }

    private static void writeAsk(WireWriter out, MessageAsk ask) {
        out.rank(ask.to());
        out.i64(ask.toIncarnation());
        out.i64(ask.bytes());
    }

    private static MessageAsk noteAsk(WireReader in) {
        return new MessageAsk(in.rank(), in.i64(), in.size());
    }

    private static void writeCredit(WireWriter out, MessageCredit credit) {
        out.rank(credit.to());
        out.i64(credit.toIncarnation());
        out.i64(credit.bytes());
        out.flag(credit.answer());
    }

    private static MessageCredit noteCredit(WireReader in) {
        return new MessageCredit(in.rank(), in.i64(), in.size(), in.flag());
    }
}
