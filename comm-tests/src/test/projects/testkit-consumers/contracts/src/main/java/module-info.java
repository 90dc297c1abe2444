/** A serializer and its contract. */
open module org.example.fits {
    requires dev.comm.testkit.contract;
    requires org.junit.jupiter.api;

    provides dev.comm.api.spi.SerializerProvider with
            org.example.fits.LineProvider;
}
