package chat4all.servers;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The readiness questions. An open port is not enough: a broker listens before it serves, and a stopped process still
 * accepts connections. Written on bare sockets so that whoever starts a server needs none of the clients.
 */
public final class Probes {

    private static final int PATIENCE_MILLIS = 2_000;
    private static final short KAFKA_METADATA = 3;
    private static final byte CASSANDRA_OPTIONS = 5;
    private static final byte CASSANDRA_SUPPORTED = 6;

    private Probes() {}

    /** Kafka: the cluster's metadata names at least one unfenced broker. */
    public static Probe kafka(int port) {
        return () -> ask(port, (out, in) -> {
            byte[] client = "probe".getBytes(StandardCharsets.UTF_8);
            out.writeInt(2 + 2 + 4 + 2 + client.length + 4 + 1);
            out.writeShort(KAFKA_METADATA);
            out.writeShort(4); // version 4, the oldest with allow_auto_topic_creation
            out.writeInt(1); // correlation id
            out.writeShort(client.length);
            out.write(client);
            out.writeInt(0); // no topics
            out.writeBoolean(false);
            out.flush();
            in.readInt(); // size
            in.readInt(); // correlation id
            in.readInt(); // throttle time
            return in.readInt() > 0; // brokers
        });
    }

    /** Cassandra: the native protocol answers OPTIONS; its port opens only when the node has joined. */
    public static Probe cassandra(int port) {
        return () -> ask(port, (out, in) -> {
            out.write(new byte[] {4, 0, 0, 0, CASSANDRA_OPTIONS, 0, 0, 0, 0});
            out.flush();
            byte[] header = in.readNBytes(9);
            return header.length == 9 && header[4] == CASSANDRA_SUPPORTED;
        });
    }

    /** Redis: PING is answered by PONG, not by "loading". */
    public static Probe redis(int port) {
        return () -> ask(port, (out, in) -> {
            out.write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return Arrays.equals(in.readNBytes(5), "+PONG".getBytes(StandardCharsets.US_ASCII));
        });
    }

    /** HTTP: the path is answered with a status below {@code limit}. */
    public static Probe http(int port, String path, int limit) {
        return () -> {
            URI uri = URI.create("http://127.0.0.1:" + port + path);
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            try {
                return connection.getResponseCode() < limit;
            } finally {
                connection.disconnect();
            }
        };
    }

    private static boolean ask(int port, Dialogue dialogue) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            return dialogue.hold(
                    new DataOutputStream(socket.getOutputStream()), new DataInputStream(socket.getInputStream()));
        }
    }

    private interface Dialogue {
        boolean hold(DataOutputStream out, DataInputStream in) throws IOException;
    }
}
