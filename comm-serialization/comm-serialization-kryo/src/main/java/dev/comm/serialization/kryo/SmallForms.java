package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.Serializer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Currency;
import java.util.Date;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** The forms of names, dates and boxes of the JDK. */
final class SmallForms {
    private SmallForms() {}

    static void addTo(BaseTypes types) {
        types.add("stringBuilder", StringBuilder.class, ofStringBuilder());
        types.add("locale", Locale.class, ofLocale());
        types.add("uri", URI.class, ofUri());
        types.add("currency", Currency.class, ofCurrency());
        types.add("date", Date.class, ofDate());
        types.add("atomicBoolean", AtomicBoolean.class, ofAtomicBoolean());
        types.add("atomicInteger", AtomicInteger.class, ofAtomicInteger());
        types.add("atomicLong", AtomicLong.class, ofAtomicLong());
        types.add("atomicReference", AtomicReference.class, ofAtomicReference());
    }

    private static Serializer<StringBuilder> ofStringBuilder() {
        return ValueForm.of(
                (kryo, out, value) -> out.writeString(value.toString()),
                (kryo, in) -> new StringBuilder(in.readString()));
    }

    private static Serializer<Locale> ofLocale() {
        return ValueForm.of(
                (kryo, out, value) -> {
                    boolean isPlain = plain(value.getLanguage(), value.getCountry(), value.getVariant())
                            .equals(value);
                    if (!isPlain
                            && !Locale.forLanguageTag(value.toLanguageTag()).equals(value)) {
                        throw new MalformedException(
                                "send the parts of the java.util.Locale " + value + ": it has no language tag");
                    }
                    out.writeBoolean(isPlain);
                    out.writeString(isPlain ? value.getLanguage() : value.toLanguageTag());
                    out.writeString(value.getCountry());
                    out.writeString(value.getVariant());
                },
                (kryo, in) -> {
                    boolean isPlain = in.readBoolean();
                    String first = in.readString();
                    String country = in.readString();
                    String variant = in.readString();
                    return isPlain ? plain(first, country, variant) : Locale.forLanguageTag(first);
                });
    }

    private static Locale plain(String language, String country, String variant) {
        return new Locale(language, country, variant);
    }

    private static Serializer<URI> ofUri() {
        return ValueForm.of(
                (kryo, out, value) -> {
                    if (!value.equals(uri(value.toString()))) {
                        throw new MalformedException(
                                "send the parts of the URI: the text " + value + " is that of another URI");
                    }
                    out.writeString(value.toString());
                },
                (kryo, in) -> {
                    URI value = uri(in.readString());
                    if (value == null) {
                        throw new MalformedException("the bytes hold a URI that is none");
                    }
                    return value;
                });
    }

    /** Returns the URI of a text, or null if the text is not a URI. */
    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static Serializer<Currency> ofCurrency() {
        return ValueForm.of(
                (kryo, out, value) -> out.writeString(value.getCurrencyCode()),
                (kryo, in) -> Currency.getInstance(in.readString()));
    }

    private static Serializer<Date> ofDate() {
        return ValueForm.of(
                (kryo, out, value) -> out.writeLong(value.getTime()), (kryo, in) -> new Date(in.readLong()));
    }

    private static Serializer<AtomicBoolean> ofAtomicBoolean() {
        return ValueForm.of(
                (kryo, out, value) -> out.writeBoolean(value.get()), (kryo, in) -> new AtomicBoolean(in.readBoolean()));
    }

    private static Serializer<AtomicInteger> ofAtomicInteger() {
        return ValueForm.of(
                (kryo, out, value) -> out.writeInt(value.get()), (kryo, in) -> new AtomicInteger(in.readInt()));
    }

    private static Serializer<AtomicLong> ofAtomicLong() {
        return ValueForm.of(
                (kryo, out, value) -> out.writeLong(value.get()), (kryo, in) -> new AtomicLong(in.readLong()));
    }

    private static Serializer<AtomicReference<?>> ofAtomicReference() {
        return ValueForm.of(
                (kryo, out, value) -> kryo.writeClassAndObject(out, value.get()),
                (kryo, in) -> new AtomicReference<>(kryo.readClassAndObject(in)));
    }
}
