package chat4all.runtime.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.proc.JWSVerifierFactory;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Duration;
import java.util.Set;

/**
 * Does the arithmetic of a signature once: what one key has signed stays signed by it, whatever becomes of the key or
 * the token, which are looked at afresh each time. Verifying ES256 takes Java 17 milliseconds, the rest of a request
 * less than one. Only good signatures are remembered.
 */
final class SignatureMemory implements JWSVerifierFactory {
    private static final int REMEMBERED = 10_000;
    private static final Duration UNUSED = Duration.ofMinutes(10);

    private final JWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();
    private final Cache<Signed, Boolean> good = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(UNUSED)
            .build();

    /** {@code input} is the header and payload as signed, which is ASCII (RFC 7515, 5.1). */
    private record Signed(Key key, String input, Base64URL signature) {}

    @Override
    public JWSVerifier createJWSVerifier(JWSHeader header, Key key) throws JOSEException {
        return new Remembering(verifiers.createJWSVerifier(header, key), key);
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
        return verifiers.supportedJWSAlgorithms();
    }

    @Override
    public JCAContext getJCAContext() {
        return verifiers.getJCAContext();
    }

    private final class Remembering implements JWSVerifier {
        private final JWSVerifier verifier;
        private final Key key;

        private Remembering(JWSVerifier verifier, Key key) {
            this.verifier = verifier;
            this.key = key;
        }

        @Override
        public boolean verify(JWSHeader header, byte[] signingInput, Base64URL signature) throws JOSEException {
            var signed = new Signed(key, new String(signingInput, StandardCharsets.US_ASCII), signature);
            if (good.getIfPresent(signed) != null) {
                return true;
            }
            boolean isGood = verifier.verify(header, signingInput, signature);
            if (isGood) {
                good.put(signed, true);
            }
            return isGood;
        }

        @Override
        public Set<JWSAlgorithm> supportedJWSAlgorithms() {
            return verifier.supportedJWSAlgorithms();
        }

        @Override
        public JCAContext getJCAContext() {
            return verifier.getJCAContext();
        }
    }
}
