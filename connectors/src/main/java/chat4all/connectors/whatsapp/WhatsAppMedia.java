package chat4all.connectors.whatsapp;

import chat4all.connectors.graph.GraphCall;
import chat4all.connectors.platform.Multipart;
import chat4all.connectors.platform.PlatformClient;
import chat4all.connectors.platform.PlatformReply;
import chat4all.connectors.platform.Refusal;
import chat4all.connectors.reading.Fields;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.Fetched;
import chat4all.connectors.spi.Inbound;
import chat4all.connectors.spi.Media;
import chat4all.connectors.spi.SendOutcome;
import chat4all.schemas.StatusError;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Files of the Cloud API: uploaded once for each number, whose id is then sent as often as need be, and looked up before
 * they are fetched. Ids live for 30 days and are forgotten a little earlier.
 */
final class WhatsAppMedia {
    private static final Duration KEPT = Duration.ofDays(29);
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z_-]{1,200}");
    private static final int REMEMBERED = 10_000;
    private static final int STRIPES = 64;
    /** What the Cloud API calls otherwise than those who look into the bytes. */
    private static final Map<String, String> NAMES = Map.of(
            "audio/opus", "audio/ogg; codecs=opus",
            "audio/x-aac", "audio/aac",
            "audio/x-m4a", "audio/mp4");

    private final PlatformClient client;
    private final GraphCall call;
    private final Map<Key, Uploaded> uploads = new LinkedHashMap<>();
    private final Object[] stripes = new Object[STRIPES];

    private record Key(String account, String fileId) {}

    private record Uploaded(String id, Instant at) {}

    /** Either of both. */
    private record Upload(@Nullable String id, @Nullable SendOutcome failure) {}

    WhatsAppMedia(PlatformClient client, GraphCall call) {
        this.client = client;
        this.call = call;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Object();
        }
    }

    /** The id is known afterwards; otherwise why not. */
    Optional<SendOutcome> prepare(ChannelAccount account, Media media) {
        Key key = key(account, media);
        // Many messages with the same file wait for one upload of it.
        synchronized (stripes[Math.floorMod(key.hashCode(), STRIPES)]) {
            if (id(account, media).isPresent()) {
                return Optional.empty();
            }
            Upload upload = upload(account, media);
            if (upload.id() != null) {
                remember(key, upload.id());
            }
            return Optional.ofNullable(upload.failure());
        }
    }

    Optional<String> id(ChannelAccount account, Media media) {
        synchronized (uploads) {
            Uploaded known = uploads.get(key(account, media));
            return Optional.ofNullable(known)
                    .filter(upload -> upload.at().plus(KEPT).isAfter(Instant.now()))
                    .map(Uploaded::id);
        }
    }

    void forget(ChannelAccount account, Media media) {
        synchronized (uploads) {
            uploads.remove(key(account, media));
        }
    }

    private void remember(Key key, String id) {
        synchronized (uploads) {
            uploads.put(key, new Uploaded(id, Instant.now()));
            if (uploads.size() > REMEMBERED) {
                uploads.remove(uploads.keySet().iterator().next());
            }
        }
    }

    /** Twice does no harm, so that a lost answer is no riddle. */
    private Upload upload(ChannelAccount account, Media media) {
        if (!GraphCall.hasToken(account)) {
            return new Upload(null, new SendOutcome.AccountUnusable(Refusal.malformedToken(account)));
        }
        String mimetype = NAMES.getOrDefault(media.mimetype(), media.mimetype());
        Map<String, String> fields = Map.of("messaging_product", "whatsapp", "type", mimetype);
        PlatformReply reply = client.post(
                GraphCall.uri(account, "/media"),
                GraphCall.bearer(account),
                new Multipart(fields, "file", mimetype, media));
        if (reply instanceof PlatformReply.Answered answered && answered.isSuccess()) {
            String id = Fields.text(answered.body(), "id");
            return id == null
                    ? new Upload(null, new SendOutcome.Retry(Refusal.withoutId(account, answered)))
                    : new Upload(id, null);
        }
        return new Upload(null, call.failed(account, reply));
    }

    /** The URL lives for five minutes, so that each fetch looks it up anew. */
    Fetched fetch(ChannelAccount account, Inbound.Media media) {
        if (!GraphCall.hasToken(account)) {
            return new Fetched.Later(Refusal.malformedToken(account));
        }
        if (!ID.matcher(media.reference()).matches()) {
            return new Fetched.Never(new StatusError("media-id-malformed", null));
        }
        URI place = URI.create(account.baseUrl() + "/" + media.reference());
        PlatformReply reply = client.get(place, GraphCall.bearer(account));
        if (reply instanceof PlatformReply.Answered answered && answered.isSuccess()) {
            String url = Fields.text(answered.body(), "url");
            Optional<URI> bytes = url == null ? Optional.empty() : uri(url);
            return bytes.isEmpty()
                    ? new Fetched.Never(new StatusError("media-without-url", null))
                    : client.open(account, bytes.get(), GraphCall.bearer(account));
        }
        SendOutcome failure = call.failed(account, reply);
        return failure instanceof SendOutcome.Failed failed
                ? new Fetched.Never(failed.error())
                : new Fetched.Later(error(failure));
    }

    private static StatusError error(SendOutcome failure) {
        if (failure instanceof SendOutcome.Retry retry) {
            return retry.error();
        }
        if (failure instanceof SendOutcome.Throttled throttled) {
            return throttled.error();
        }
        return failure instanceof SendOutcome.AccountUnusable unusable
                ? unusable.error()
                : new StatusError("refused", null);
    }

    private static Optional<URI> uri(String text) {
        try {
            URI uri = URI.create(text);
            return Optional.of(uri).filter(found -> found.getHost() != null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Key key(ChannelAccount account, Media media) {
        return new Key(account.id(), media.fileId());
    }
}
