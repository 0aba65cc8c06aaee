package chat4all.runtime.files;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SHA-256 of files, in native code where the Corretto provider is on the class path and its library loads, else by the
 * JDK. Both give the same digest; the JDK's is quick only in a process that has the second compiler.
 */
public final class ContentDigest {
    private static final Logger log = LoggerFactory.getLogger(ContentDigest.class);
    private static final String ALGORITHM = "SHA-256";
    private static final String CORRETTO = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private ContentDigest() {}

    public static MessageDigest create() {
        try {
            return Native.PROVIDER.isPresent()
                    ? MessageDigest.getInstance(ALGORITHM, Native.PROVIDER.get())
                    : MessageDigest.getInstance(ALGORITHM);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code sha256:<hex>} of what the digest has been given, which is given nothing more. */
    public static String checksum(MessageDigest digest) {
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    /** Loads the library beside whatever else is started, and says in the log who digests. */
    public static void prepare() {
        var thread = new Thread(ContentDigest::create, "content-digest-loader");
        thread.setDaemon(true);
        thread.start();
    }

    /** Loaded with the first digest. */
    private static final class Native {
        static final Optional<Provider> PROVIDER = load();

        private static Optional<Provider> load() {
            try {
                var type = Class.forName(CORRETTO);
                var provider = (Provider) type.getField("INSTANCE").get(null);
                if (type.getMethod("getLoadingError").invoke(provider) instanceof Throwable failure) {
                    return without(failure);
                }
                MessageDigest.getInstance(ALGORITHM, provider);
                log.info("files are digested by {} {}", provider.getName(), provider.getVersionStr());
                return Optional.of(provider);
            } catch (ReflectiveOperationException | GeneralSecurityException | LinkageError e) {
                return without(e);
            }
        }

        private static Optional<Provider> without(Throwable reason) {
            log.info("files are digested by the JDK: {}", reason.toString());
            return Optional.empty();
        }
    }
}
