package chat4all.connectors.simulator.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.runtime.config.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureTest {

    /** Meta's vectors: one blank more is another signature. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "test_app_secret|{\"object\":\"whatsapp_business_account\",\"entry\":[]}"
                        + "|dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756",
                "test_app_secret|{\"object\": \"whatsapp_business_account\", \"entry\": []}"
                        + "|56cbbaf4961c6cfdae48b7f116c047e5eb513d2c931baae63a2bc1afd26f803a",
                "otro_secreto|{\"object\":\"whatsapp_business_account\",\"entry\":[]}"
                        + "|769b03d8c2ae6498f2d1e1f7299c0ba55448c69d741e7b0bb243d852d8a8d8c7"
            })
    void signsAsMetaDoes(String secret, String body, String expected) {
        assertThat(Signature.of(new Secret(secret), body.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(expected);
    }
}
