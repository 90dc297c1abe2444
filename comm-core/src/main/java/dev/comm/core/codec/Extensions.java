package dev.comm.core.codec;

/**
 * The TLV section after the fixed fields of every command: length (u16), then entries of type (u16), length (u16) and
 * bytes. Version 2 defines no types. The reader skips an unknown entry of even type and rejects an unknown entry of odd
 * type.
 */
final class Extensions {
    private Extensions() {}

    static void writeNone(WireWriter out) {
        out.u16(0);
    }

    static void skip(WireReader in) {
        int rest = in.u16();
        while (rest > 0) {
            int type = in.u16();
            int length = in.u16();
            rest -= 4 + length;
            if (rest < 0) {
                throw in.broken("an extension is longer than its section");
            }
            if (type % 2 != 0) {
                throw in.broken("it needs extension " + type + ", which this version does not know");
            }
            in.take(length);
        }
    }
}
