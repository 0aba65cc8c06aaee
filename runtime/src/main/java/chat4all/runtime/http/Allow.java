package chat4all.runtime.http;

import io.javalin.http.MethodNotAllowedResponse;
import java.util.Arrays;
import java.util.TreeSet;

/** The value of the {@code Allow} header: the methods of a path, with those that every path of ours answers. */
final class Allow {
    private Allow() {}

    static String of(MethodNotAllowedResponse refused) {
        var methods = new TreeSet<String>();
        refused.getDetails().values().stream()
                .flatMap(value -> Arrays.stream(value.split("[,\\s]+")))
                .filter(method -> !method.isBlank())
                .forEach(methods::add);
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return String.join(", ", methods);
    }
}
