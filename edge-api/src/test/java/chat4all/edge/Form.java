package chat4all.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat4all.edge.Api.Reply;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** A form as browsers send it. */
final class Form {
    private static final String BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gW";
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** A form with the conversation first. */
    static Form of(String filename, byte[] content, String conversation) {
        return new Form().field("conversation_id", conversation).file(filename, "application/octet-stream", content);
    }

    Form field(String name, String value) {
        return part("name=\"" + name + "\"", "", value.getBytes(UTF_8));
    }

    Form file(String filename, String type, byte[] content) {
        return part("name=\"file\"; filename=\"" + filename + "\"", "Content-Type: " + type + "\r\n", content);
    }

    Form part(String disposition, String headers, byte[] content) {
        var before = body.size() == 0 ? "--" : "\r\n--";
        var head = before + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n" + headers + "\r\n";
        body.writeBytes(head.getBytes(UTF_8));
        body.writeBytes(content);
        return this;
    }

    static String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    byte[] bytes() {
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(open());
        whole.writeBytes(end());
        return whole.toByteArray();
    }

    /** What ends the last part and the form. */
    static byte[] end() {
        return ("\r\n--" + BOUNDARY + "--\r\n").getBytes(UTF_8);
    }

    /** Without its end, as if the last part went on. */
    byte[] open() {
        return body.toByteArray();
    }

    HttpRequest request(Api as) {
        return as.request("/v1/files")
                .header("Content-Type", contentType())
                .POST(BodyPublishers.ofByteArray(bytes()))
                .build();
    }

    Reply post(Api as) {
        return Api.send(request(as));
    }
}
