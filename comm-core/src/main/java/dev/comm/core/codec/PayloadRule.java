package dev.comm.core.codec;

import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.StreamCommand;

/** The check of a command against the flag MORE, the stream id and the number of payload bytes in its frame. */
final class PayloadRule {
    private PayloadRule() {}

    /** Returns the violated rule, or null if there is none. */
    static String violation(Command command, int stream, boolean more, int payloadBytes) {
        if (stream == 0 && (more || command instanceof StreamCommand.Data)) {
            return "a payload of several frames needs a stream id";
        }
        if (command instanceof StreamCommand.Data) {
            return payloadBytes > 0 ? null : "it carries no bytes";
        }
        Content content = command.content();
        if (!content.hasPayload()) {
            return more || payloadBytes != 0 ? "it carries payload bytes, but its content has none" : null;
        }
        if (!ValueForms.isKnown(content.form())) {
            return "this version does not know form " + content.form() + " of its payload";
        }
        boolean fits = more ? payloadBytes < content.length() : payloadBytes == content.length();
        return fits ? null : mismatch(content, more, payloadBytes);
    }

    private static String mismatch(Content content, boolean more, int payloadBytes) {
        return "it carries " + payloadBytes + " payload bytes " + (more ? "and announces more" : "and no more follow")
                + ", but its content has " + content.length();
    }
}
