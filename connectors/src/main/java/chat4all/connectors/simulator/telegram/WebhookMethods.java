package chat4all.connectors.simulator.telegram;

import chat4all.connectors.simulator.telegram.TelegramEnvelope.Registration;
import chat4all.connectors.simulator.webhooks.WebhookLog;
import chat4all.connectors.simulator.world.Platform;
import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;

/** setWebhook, deleteWebhook, getWebhookInfo and getUpdates: one way to hear excludes the other. */
record WebhookMethods(TelegramEnvelope envelope, Updates updates, WebhookLog log) {

    ObjectNode set(Parameters parameters) {
        var url = parameters.text("url");
        if (url.isEmpty()) {
            return delete(parameters);
        }
        var secret = parameters.text("secret_token");
        if (secret.length() > 256) {
            throw TelegramErrors.badRequest("secret token is too long");
        }
        if (!secret.matches("[A-Za-z0-9_-]*")) {
            throw TelegramErrors.badRequest("secret token contains unallowed characters");
        }
        var registration = new Registration(address(url), secret);
        boolean same = envelope.registration().filter(registration::equals).isPresent();
        envelope.register(registration);
        updates.flush(drops(parameters));
        return Telegram.ok(Json.MAPPER.getNodeFactory().booleanNode(true))
                .put("description", same ? "Webhook is already set" : "Webhook was set");
    }

    ObjectNode delete(Parameters parameters) {
        boolean was = envelope.registration().isPresent();
        envelope.register(null);
        if (drops(parameters)) {
            updates.flush(true);
        }
        return Telegram.ok(Json.MAPPER.getNodeFactory().booleanNode(true))
                .put("description", was ? "Webhook was deleted" : "Webhook is already deleted");
    }

    ObjectNode info() {
        var info = Json.MAPPER.createObjectNode();
        info.put("url", envelope.address().map(URI::toString).orElse("")).put("has_custom_certificate", false);
        info.put("pending_update_count", updates.pending()).put("max_connections", 40);
        log.last(5_000).stream()
                .filter(attempt -> attempt.platform() == Platform.TELEGRAM)
                .filter(attempt -> attempt.status() == null || attempt.status() >= 300)
                .findFirst()
                .ifPresent(failed -> {
                    info.put("last_error_date", failed.at().getEpochSecond());
                    info.put(
                            "last_error_message",
                            failed.status() == null
                                    ? "Connection failed"
                                    : "Wrong response from the webhook: " + failed.status());
                });
        return Telegram.ok(info);
    }

    ObjectNode getUpdates(Parameters parameters) {
        if (envelope.registration().isPresent()) {
            throw TelegramErrors.conflict(
                    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook"
                            + " first");
        }
        int limit = Math.max(1, Math.min(100, parameters.get("limit").asInt(100)));
        JsonNode found = updates.from(parameters.get("offset").asLong(), limit);
        return Telegram.ok(found);
    }

    private static boolean drops(Parameters parameters) {
        return parameters.get("drop_pending_updates").asBoolean();
    }

    private static URI address(String url) {
        try {
            var uri = URI.create(url);
            if (uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw TelegramErrors.badRequest("invalid webhook URL specified");
    }
}
