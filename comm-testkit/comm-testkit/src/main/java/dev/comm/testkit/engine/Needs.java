package dev.comm.testkit.engine;

import dev.comm.testkit.Capability;
import dev.comm.testkit.fault.FaultKind;

/** The abilities that an engine needs for a kind of fault. */
final class Needs {
    private Needs() {}

    static Capability of(FaultKind kind) {
        return switch (kind) {
            case CRASH -> Capability.CRASH;
            case VANISH -> Capability.VANISH;
            case TERMINATE -> Capability.TERMINATE;
            case HALT -> Capability.HALT;
            case EXHAUST_MEMORY -> Capability.EXHAUST_MEMORY;
            case FREEZE -> Capability.FREEZE;
            case RESTART, REPLACE, CRASH_LOOP -> Capability.RESTART;
            case DRIFT -> Capability.DRIFT;
            case CUT -> Capability.RESET;
            case MUTE, DEAFEN, CLOG, PARTITION, SWIZZLE -> Capability.BLOCK;
            case SLOW -> Capability.DELAY;
            case THROTTLE -> Capability.THROTTLE;
            case CORRUPT -> Capability.CORRUPT;
            case LOSE -> Capability.FRAME_RULES;
            case STRANGER, SLOW_LORIS -> Capability.STRANGERS;
        };
    }
}
