package chat4all.connectors.spi;

import chat4all.runtime.config.Secret;
import chat4all.schemas.Channel;
import java.net.URI;
import java.util.List;

/**
 * One account of this installation on a platform: a WhatsApp number, an Instagram professional account, a Telegram bot.
 *
 * @param id the platform's own id: phone number id, Instagram id, bot id
 * @param owners users who send through it before any other and who are members of the conversations contacts begin
 * @param shared whether users without an account of their own send through it
 * @param baseUrl where the platform answers, without trailing slash; Graph's includes the version
 * @param token what the platform knows us by
 * @param webhookSecret Graph's app secret; Telegram's secret token
 * @param verifyToken Graph's verify token; the same as {@code webhookSecret} where there is no handshake
 */
public record ChannelAccount(
        Channel channel,
        String id,
        List<String> owners,
        boolean shared,
        URI baseUrl,
        Secret token,
        Secret webhookSecret,
        Secret verifyToken) {
    public ChannelAccount {
        owners = List.copyOf(owners);
    }

    /** Unique over all channels: {@code whatsapp:100000000000001}. */
    public String key() {
        return channel.prefix() + ":" + id;
    }
}
