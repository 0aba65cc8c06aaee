package chat4all.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChannelTest {
    @Test
    void prefixesArePublicNames() {
        assertThat(Arrays.stream(Channel.values()).map(Channel::prefix))
                .containsExactly("whatsapp", "instagram", "telegram");
    }

    @ParameterizedTest
    @EnumSource
    void aChannelIsFoundByItsPrefixAndHasAnOutboundTopic(Channel channel) {
        assertThat(Channel.of(channel.prefix())).contains(channel);
        assertThat(Topics.outbound(channel).name()).isEqualTo(channel.prefix() + "-outbound");
    }

    @Test
    void noOtherPrefixIsAChannel() {
        assertThat(Channel.of("fax")).isEmpty();
        assertThat(Channel.of("WHATSAPP")).isEmpty();
        assertThat(Channel.of("")).isEmpty();
    }
}
