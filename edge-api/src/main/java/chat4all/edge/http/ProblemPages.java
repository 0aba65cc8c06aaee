package chat4all.edge.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** {@code GET /problems/{code}}: what a problem's {@code type} points to, as a page for who asks for HTML, else as JSON. */
public final class ProblemPages implements Handler {
    private static final String TEMPLATE = "/chat4all/edge/docs/problem.html";
    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "style-src 'self'",
            "img-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'");
    private static final Map<String, Page> PAGES = new LinkedHashMap<>();

    static {
        add(
                "validation",
                400,
                "Invalid request",
                "The body is not valid JSON, or a field breaks its rule; see errors.");
        add("unauthenticated", 401, "Not signed in", "The access token is missing or not valid.");
        add("token-expired", 401, "Token expired", "Get a new access token from POST /auth/token and repeat.");
        add("forbidden", 403, "Forbidden", "You may not do this.");
        add("not-a-member", 403, "Not a member", "Only members of a conversation may write in it.");
        add("sender-mismatch", 403, "Not your name", "sender_id is somebody else; it must be the token's user.");
        add("not-found", 404, "Not found", "It does not exist, or you may not know of it.");
        add("not-acceptable", 406, "Not acceptable", "There is no answer in a form that Accept allows.");
        add("method-not-allowed", 405, "Method not allowed", "The header Allow names the methods of this address.");
        add("request-timeout", 408, "Too slow", "The request did not arrive in time.");
        add("username-taken", 409, "Username taken", "Choose another username.");
        add("identity-taken", 409, "Identity taken", "It is linked to somebody else.");
        add("already-member", 409, "Already a member", "The user is a member of the group.");
        add("last-admin", 409, "Last admin", "Make somebody else an admin before you leave.");
        add("payload-too-large", 413, "Too large", "The body is larger than this address takes.");
        add("uri-too-long", 414, "Address too long", "The address is longer than the server takes.");
        add("file-type-refused", 415, "Type of file refused", "This installation does not take files of this type.");
        add("range-not-satisfiable", 416, "No such range", "Content-Range tells how many bytes there are.");
        add(
                "unsupported-media-type",
                415,
                "Unsupported media type",
                "Send application/json, or the form of an upload.");
        add("expectation-failed", 417, "Expectation failed", "The server knows no other Expect than 100-continue.");
        add("misdirected-request", 421, "Wrong host", "The header Host names another server.");
        add(
                "idempotency-key-reused",
                422,
                "Id used before",
                "The message id was used for another message in the last 24 hours; the first one stands.");
        add("recipient-invalid", 422, "Recipient unknown", "A recipient is no user, or no address on its channel.");
        add(
                "recipient-not-member",
                422,
                "Recipient not a member",
                "Only the message that creates a conversation adds members to it.");
        add("channel-unknown", 422, "Channel unknown", "channels takes the names of channels, or all.");
        add(
                "recipient-not-linked",
                422,
                "Recipient not linked",
                "The recipient has linked no identity on a channel that the message asks for.");
        add(
                "no-channel-account",
                422,
                "No account on the channel",
                "Neither you nor the conversation nor everybody has an account there to send through.");
        add(
                "reply-window-closed",
                422,
                "Reply window closed",
                "The platform takes free text only for a time after the contact's last message: wait until they write.");
        add(
                "recipient-not-resolved",
                422,
                "Name not resolved",
                "The platform takes no names: use the id with which the contact has written.");
        add(
                "too-many-identities",
                422,
                "Too many identities",
                "A user links at most 10 identities, and a message goes to at most 256.");
        add("file-not-found", 422, "No such file", "file_id is no file that you may send.");
        add("file-not-in-conversation", 422, "File of another conversation", "Upload it into this conversation.");
        add("file-not-ready", 422, "File not complete", "Complete the upload before a message carries it.");
        add("too-many-members", 422, "Too many members", "A conversation has at most 256 members.");
        add(
                "conversation-unknown",
                422,
                "Conversation unknown",
                "Only the server makes conversations with such an id.");
        add("conversation-exists", 409, "Conversation exists", "A conversation with this id exists already.");
        add("member-unknown", 404, "No such member", "The user is not a member of the group.");
        add("message-unknown", 404, "No such message", "It is deleted, or you may not see it.");
        add("too-many-reactions", 422, "Too many reactions", "A message has at most 16 different emoji under it.");
        add("no-change", 200, "No change", "It is so already.");
        add("duplicate", 202, "Duplicate", "The same message again: dropped, the first one stands.");
        add("upload-expired", 404, "Upload expired", "An upload must be complete within a day; begin anew.");
        add("upload-complete", 409, "Upload complete", "The upload is complete: there is nothing to cancel.");
        add(
                "too-many-uploads",
                409,
                "Too many uploads",
                "Complete an upload or cancel it, then begin another; what is not complete ends after a day.");
        add("parts-missing", 422, "Parts missing", "Send the parts that errors names, then complete again.");
        add(
                "size-mismatch",
                422,
                "Parts of another length",
                "Send the parts that errors names again, as long as planned.");
        add("digest-mismatch", 422, "Not those bytes", "The checksum is not that of the bytes; upload them again.");
        add("no-thumbnail", 404, "No small picture", "The file is no picture, or one that none can be made of.");
        add("upgrade-required", 426, "WebSocket only", "Open a WebSocket at this address.");
        add("rate-limited", 429, "Too many requests", "Repeat after the time in Retry-After.");
        add(
                "request-header-fields-too-large",
                431,
                "Headers too large",
                "The headers, or the token among them, are larger than the server takes.");
        add("internal", 500, "Internal error", "Something failed on our side; quote the trace_id.");
        add("not-implemented", 501, "Not implemented", "The server does not know this method or encoding.");
        add("unavailable", 503, "Unavailable", "A part of the service cannot answer; repeat after Retry-After.");
        add("http-version-not-supported", 505, "Unknown HTTP version", "Use HTTP/1.1.");
    }

    private final String template = template();

    record Page(String code, int status, String title, String meaning) {}

    @Override
    public void handle(Context context) {
        var page = PAGES.get(context.pathParam("code"));
        if (page == null) {
            throw Problems.notFound("problem");
        }
        // Beside what CORS may have said of Origin.
        context.res().addHeader("Vary", "Accept");
        var accepted = context.header("Accept");
        if (accepted != null && accepted.contains("text/html")) {
            context.header("Content-Security-Policy", POLICY)
                    .header("X-Content-Type-Options", "nosniff")
                    .contentType("text/html; charset=utf-8")
                    .result(html(page));
        } else {
            Answers.json(context, 200, page);
        }
    }

    /** Nothing is escaped: all that is filled in stands above. */
    private String html(Page page) {
        return template.replace("{status}", String.valueOf(page.status()))
                .replace("{code}", page.code())
                .replace("{title}", page.title())
                .replace("{meaning}", page.meaning());
    }

    private static String template() {
        try (var file = Objects.requireNonNull(ProblemPages.class.getResourceAsStream(TEMPLATE))) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean knows(String code) {
        return PAGES.containsKey(code);
    }

    private static void add(String code, int status, String title, String meaning) {
        PAGES.put(code, new Page(code, status, title, meaning));
    }
}
