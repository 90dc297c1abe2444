package dev.comm.core.codec;

import dev.comm.api.protocol.NoteCommand.Note;
import dev.comm.api.protocol.NoteCommand.NoteAsk;
import dev.comm.api.protocol.NoteCommand.NoteCredit;
import dev.comm.api.protocol.NoteCommand.NoteEnd;
import java.util.List;

/** Encodes and decodes messages between members; the header holds the tag. */
final class MessageCodec {
    static final List<CommandCodec<?>> CODECS = List.of(
            new CommandCodec<>(Note.class, MessageCodec::writeNote, MessageCodec::note),
            new CommandCodec<>(NoteEnd.class, MessageCodec::writeNoteEnd, MessageCodec::noteEnd),
            new CommandCodec<>(NoteAsk.class, MessageCodec::writeNoteAsk, MessageCodec::noteAsk),
            new CommandCodec<>(NoteCredit.class, MessageCodec::writeNoteCredit, MessageCodec::noteCredit));

    private MessageCodec() {}

    private static void writeNote(WireWriter out, Note note) {
        out.rank(note.from());
        out.i64(note.fromIncarnation());
        out.rank(note.to());
        out.i64(note.toIncarnation());
        PartCodec.write(out, note.content());
    }

    private static Note note(WireReader in) {
        return new Note(in.header().tag(), in.rank(), in.i64(), in.rank(), in.i64(), PartCodec.content(in));
    }

    private static void writeNoteEnd(WireWriter out, NoteEnd end) {
        out.rank(end.from());
        out.i64(end.fromIncarnation());
        PartCodec.write(out, end.cause());
    }

    private static NoteEnd noteEnd(WireReader in) {
        return new NoteEnd(in.rank(), in.i64(), PartCodec.cause(in));
    }

    private static void writeNoteAsk(WireWriter out, NoteAsk ask) {
        out.rank(ask.to());
        out.i64(ask.toIncarnation());
        out.i64(ask.bytes());
    }

    private static NoteAsk noteAsk(WireReader in) {
        return new NoteAsk(in.rank(), in.i64(), in.size());
    }

    private static void writeNoteCredit(WireWriter out, NoteCredit credit) {
        out.rank(credit.to());
        out.i64(credit.toIncarnation());
        out.i64(credit.bytes());
        out.flag(credit.answer());
    }

    private static NoteCredit noteCredit(WireReader in) {
        return new NoteCredit(in.rank(), in.i64(), in.size(), in.flag());
    }
}
