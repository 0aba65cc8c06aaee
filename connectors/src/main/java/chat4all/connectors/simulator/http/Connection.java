package chat4all.connectors.simulator.http;

import io.javalin.http.Context;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/** The TCP connection under a request, to be broken on purpose. */
final class Connection {
    private final EndPoint endPoint;

    private Connection(EndPoint endPoint) {
        this.endPoint = endPoint;
    }

    static Connection of(Context context) {
        return new Connection(ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint());
    }

    void close() {
        endPoint.close();
    }

    /** Keeps the server from closing the connection as idle during this time. */
    void outlive(Duration wait) {
        endPoint.setIdleTimeout(
                Math.max(endPoint.getIdleTimeout(), wait.plusSeconds(5).toMillis()));
    }
}
