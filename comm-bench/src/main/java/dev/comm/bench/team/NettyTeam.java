package dev.comm.bench.team;

import dev.comm.bench.Job;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.util.AttributeKey;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A member with Netty as programs use it. An event loop reads, and the calling thread waits for the result that the
 * loop passes on.
 */
final class NettyTeam implements Team {
    private static final int MESSAGE_MAX = 1 << 24;
    private static final AttributeKey<Integer> RANK = AttributeKey.valueOf("rank");

    private final int rank;
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Map<Integer, Channel> channels = new ConcurrentHashMap<>();
    private final BlockingQueue<byte[]> inbox = new ArrayBlockingQueue<>(1_024);
    private volatile boolean answers;

    private NettyTeam(int rank) {
        this.rank = rank;
    }

    static Team join(int rank, int members, int port) throws Exception {
        NettyTeam team = new NettyTeam(rank);
        if (rank == 0) {
            team.listen(port);
            Patience.until(() -> team.channels.size() == members - 1 ? team : null);
        } else {
            team.dial(port);
        }
        return team;
    }

    private void listen(int port) throws InterruptedException {
        new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Pipeline())
                .bind("127.0.0.1", port)
                .sync();
    }

    private void dial(int port) throws Exception {
        Bootstrap bootstrap = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new Pipeline());
        Channel channel =
                Patience.until(() -> bootstrap.connect("127.0.0.1", port).sync().channel());
        channels.put(0, channel);
        send(channel, new byte[] {(byte) rank});
    }

    /** A length field in both directions. */
    private final class Pipeline extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline()
                    .addLast(new LengthFieldBasedFrameDecoder(MESSAGE_MAX, 0, Integer.BYTES, 0, Integer.BYTES))
                    .addLast(new Reader());
        }
    }

    /** The reader of messages. The first message to rank 0 names its sender. */
    private final class Reader extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf message) throws Exception {
            byte[] bytes = new byte[message.readableBytes()];
            message.readBytes(bytes);
            if (rank == 0 && context.channel().attr(RANK).get() == null) {
                context.channel().attr(RANK).set((int) bytes[0]);
                channels.put((int) bytes[0], context.channel());
            } else if (answers) {
                send(context.channel(), bytes);
            } else {
                inbox.put(bytes);
            }
        }
    }

    private static void send(Channel channel, byte[] bytes) {
        ByteBuf out = channel.alloc().directBuffer(Integer.BYTES + bytes.length);
        channel.writeAndFlush(out.writeInt(bytes.length).writeBytes(bytes), channel.voidPromise());
    }

    @Override
    public Beat beat(Job job) {
        byte[] bytes = new byte[Math.max(1, job.bytes())];
        return switch (job.work()) {
            case ECHO -> echo(bytes);
            case BARRIER -> this::barrier;
            case COLLECT -> Beat.after(this::barrier, () -> collect(bytes));
            default -> throw new IllegalArgumentException(job.toString());
        };
    }

    private Beat echo(byte[] bytes) {
        answers = rank > 0;
        return rank > 0
                ? new UntilTheEnd(() -> !channels.get(0).isOpen())
                : () -> {
                    send(channels.get(1), bytes);
                    inbox.take();
                };
    }

    private void barrier() throws InterruptedException {
        collect(new byte[1]);
        if (rank == 0) {
            channels.values().forEach(channel -> send(channel, new byte[1]));
        } else {
            inbox.take();
        }
    }

    private void collect(byte[] bytes) throws InterruptedException {
        if (rank > 0) {
            send(channels.get(0), bytes);
            return;
        }
        for (int i = 0; i < channels.size(); i++) {
            inbox.take();
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (Channel channel : channels.values()) {
            // Earlier messages have to be written before the close, because a close drops them.
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).await();
        }
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
}
