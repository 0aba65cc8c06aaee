package chat4all.runtime.http;

import io.javalin.security.RouteRole;

/** Given as a role to a route that reads its body as a stream and counts the bytes itself. */
public enum RequestBody implements RouteRole {
    STREAMED
}
