package chat4all.servers;

/** The servers that Chat4All stands on; {@link #id()} is the name people see in status, logs and file names. */
public enum Server {
    KAFKA("kafka"),
    CASSANDRA("cassandra"),
    REDIS("redis"),
    S3("s3");

    private final String id;

    Server(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }
}
