/** A user's handler and serializer, with their tests. */
module org.example.fits {
    requires dev.comm.testkit;
    requires dev.comm.testkit.contract;
    requires org.junit.jupiter.api;
    requires org.junit.platform.launcher;

    opens org.example.fits;

    provides dev.comm.api.spi.SerializerProvider with
            org.example.fits.LineProvider;
}
