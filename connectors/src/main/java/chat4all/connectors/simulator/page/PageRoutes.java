package chat4all.connectors.simulator.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Serves the page and its files from the class path. */
public final class PageRoutes {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'";

    private PageRoutes() {}

    public static void register(RoutesConfig routes) {
        serve(routes, "/", "index.html", "text/html; charset=utf-8");
        serve(routes, "/page/phones.css", "phones.css", "text/css; charset=utf-8");
        serve(routes, "/page/texts.js", "texts.js", "text/javascript; charset=utf-8");
        serve(routes, "/page/phones.js", "phones.js", "text/javascript; charset=utf-8");
    }

    private static void serve(RoutesConfig routes, String path, String file, String type) {
        var content = read(file);
        routes.get(path, context -> answer(context, content, type));
    }

    private static void answer(Context context, byte[] content, String type) {
        context.header("Content-Security-Policy", POLICY).header("Cache-Control", "no-cache");
        context.contentType(type).result(content);
    }

    private static byte[] read(String file) {
        try (var content = PageRoutes.class.getResourceAsStream(file)) {
            if (content == null) {
                throw new IllegalStateException(file + " is missing from the class path");
            }
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
