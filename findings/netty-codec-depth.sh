#!/bin/sh
# HttpServerCodec goes deaf after 128 requests that were answered with bytes of the program's own.
#
# Version:  io.netty:netty-codec-http 4.2.18.Final, OpenJDK 17.
# Seen:     A client sends one request after the other, each after the reply to the one before. The server replies with
#           prepared bytes, written below the codec. The 129th request gets no reply, and none after it: the codec
#           throws an IllegalStateException, "maxPipelineDepth exceeded: 128", discards all that comes from then on,
#           and leaves the connection open. Behind an HttpRequestDecoder, which has no encoder at its side, all are
#           answered.
# Expected: That the bound counts requests that wait for a response. None waits here. The Javadoc of the constructor
#           that takes maxPipelineDepth says "awaiting the corresponding responses to be written"; the class comment
#           says nothing of a bound, nor that responses must pass the encoder for it.
# Why:      What is counted are requests decoded less responses encoded.
# Output:   HttpRequestDecoder 1000, HttpServerCodec 128 of 1000 requests answered
. "$(dirname "$0")/prepare"
jars io.netty:netty-codec-http:4.2.18.Final
cat >Depth.java <<'JAVA'
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

public class Depth {
    static final byte[] REPLY = "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    public static void main(String[] arguments) throws Exception {
        System.out.println("HttpRequestDecoder " + answered(false) + ", HttpServerCodec " + answered(true)
                + " of 1000 requests answered");
    }

    static int answered(boolean codec) throws Exception {
        var group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            Channel server = new ServerBootstrap().group(group).channel(NioServerSocketChannel.class)
                    .childHandler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline().addLast(codec ? new HttpServerCodec() : new HttpRequestDecoder());
                            channel.pipeline().addLast(new Answerer());
                        }
                    }).bind(InetAddress.getLoopbackAddress(), 0).sync().channel();
            return press(((InetSocketAddress) server.localAddress()).getPort());
        } finally {
            group.shutdownGracefully().sync();
        }
    }

    static int press(int port) throws Exception {
        int answered = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            while (answered < 1000) {
                socket.getOutputStream().write(REQUEST);
                if (socket.getInputStream().readNBytes(REPLY.length).length < REPLY.length) {
                    break;
                }
                answered++;
            }
        } catch (SocketTimeoutException e) {
            System.err.println("no reply in 5 s, and the connection is open");
        }
        return answered;
    }

    static class Answerer extends SimpleChannelInboundHandler<HttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpRequest request) {
            // From the first context on the way out: past the codec's encoder.
            context.pipeline().firstContext().writeAndFlush(Unpooled.wrappedBuffer(REPLY));
        }
    }
}
JAVA
came=$(java -cp 'jars/*' Depth.java 2>java.log)
verdict "HttpRequestDecoder 1000, HttpServerCodec 128 of 1000 requests answered" "$came"
