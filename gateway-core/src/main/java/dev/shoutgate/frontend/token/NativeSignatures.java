package dev.shoutgate.frontend.token;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.jca.JCAAware;
import com.nimbusds.jose.jca.JCAContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has signatures of public keys checked by a library of the machine's own code (AWS-LC), where that loads: a check of
 * ES256 takes it 60 us, and Java's own code 860 us on Java 17, 400 us on Java 25. Elsewhere Java's own code does it.
 *
 * <p>Threading: any; stateless but for the library.
 */
final class NativeSignatures {

    private static final Logger LOG = LoggerFactory.getLogger(NativeSignatures.class);

    private NativeSignatures() {}

    /** Returns the verifier, with the library behind it if there is one. */
    static <V extends JCAAware<JCAContext>> V of(V verifier) {
        if (Library.LOADS) {
            verifier.getJCAContext().setProvider(AmazonCorrettoCryptoProvider.INSTANCE);
        }
        return verifier;
    }

    /** Loaded when the first public key is read, and not by a gateway that has none. */
    private static final class Library {

        static final boolean LOADS = loads();

        private static boolean loads() {
            try {
                Throwable missing = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
                if (missing != null) {
                    LOG.info("Signatures of tokens are checked by Java's own code, which is slower: {}",
                            missing.toString());
                }
                return missing == null;
            } catch (LinkageError e) {
                LOG.info("Signatures of tokens are checked by Java's own code, which is slower: {}", e.toString());
                return false;
            }
        }
    }
}
