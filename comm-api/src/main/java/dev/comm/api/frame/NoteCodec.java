package dev.comm.api.frame;

import dev.comm.api.frame.NoteCommand.Note;
import dev.comm.api.frame.NoteCommand.NoteEnd;
import java.util.List;

/** The fields of messages from member to member; the tag is in the header. */
final class NoteCodec {
    static final List<CommandCodec<?>> CODECS = List.of(
            new CommandCodec<>(Note.class, NoteCodec::writeNote, NoteCodec::note),
            new CommandCodec<>(NoteEnd.class, NoteCodec::writeNoteEnd, NoteCodec::noteEnd));

    private NoteCodec() {}

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
}
