package dev.comm.core.link;

import dev.comm.api.Payload;
import dev.comm.api.protocol.Command;
import java.util.ArrayList;
import java.util.List;

/** A receiver that keeps the commands of an assembler. */
final class Inbox implements CommandAssembler.Receiver {
    final List<Command> commands = new ArrayList<>();
    final List<Payload> payloads = new ArrayList<>();
    final List<String> unstored = new ArrayList<>();

    @Override
    public void received(Command command, Payload payload) {
        commands.add(command);
        payloads.add(payload);
    }

    @Override
    public boolean isAwaited(Command command) {
        return true;
    }

    @Override
    public void unstored(Command command, String why) {
        unstored.add(why);
    }
}
