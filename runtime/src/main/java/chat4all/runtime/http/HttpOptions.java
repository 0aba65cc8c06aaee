package chat4all.runtime.http;

/**
 * Where a server listens and what it grants: port 0 takes a free one, {@code maxRequestBytes} bounds each body that is
 * not declared {@link RequestBody#STREAMED}.
 */
public record HttpOptions(String host, int port, int maxThreads, long maxRequestBytes) {}
