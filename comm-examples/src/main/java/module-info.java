/**
 * Example programs whose results can be checked.
 *
 * @provides dev.comm.launcher.CommCommand {@code comm demo}
 * @provides dev.comm.api.spi.SerializerProvider the serializer of the points example
 */
module dev.comm.examples {
    requires dev.comm.api;
    requires dev.comm.launcher;
    requires dev.comm.master;
    requires dev.comm.node;
    requires info.picocli;
    requires java.desktop;
    requires me.tongfei.progressbar;

    opens dev.comm.examples.sky to
            info.picocli;

    provides dev.comm.launcher.CommCommand with
            dev.comm.examples.sky.DemoCommand;
    provides dev.comm.api.spi.SerializerProvider with
            dev.comm.examples.points.PointSerializerProvider;
}
