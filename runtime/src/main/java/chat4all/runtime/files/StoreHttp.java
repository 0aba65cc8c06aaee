package chat4all.runtime.files;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** The HTTP client to the store: at most 64 connections, kept for a minute, each sending at once. */
final class StoreHttp {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int CONNECTIONS = 64;

    private StoreHttp() {}

    static OkHttpClient client(Duration answer) {
        var dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(CONNECTIONS);
        dispatcher.setMaxRequestsPerHost(CONNECTIONS);
        return new OkHttpClient.Builder()
                .connectTimeout(CONNECT)
                .readTimeout(answer)
                .writeTimeout(answer)
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(CONNECTIONS, 1, TimeUnit.MINUTES))
                .socketFactory(new PromptSockets())
                .build();
    }

    /** Without Nagle's algorithm: with it, a small object takes 48 ms instead of 3. */
    private static final class PromptSockets extends SocketFactory {
        @Override
        public Socket createSocket() throws IOException {
            var socket = new Socket();
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException("sockets are connected by their user");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException("sockets are connected by their user");
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException("sockets are connected by their user");
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
            throw new UnsupportedOperationException("sockets are connected by their user");
        }
    }
}
