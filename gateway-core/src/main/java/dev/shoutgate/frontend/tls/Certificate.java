package dev.shoutgate.frontend.tls;

import dev.shoutgate.config.BadSettingException;
import dev.shoutgate.config.SmallFile;
import dev.shoutgate.config.TlsSettings;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of the buyers' port, read at the start and again whenever its files change. New connections get what
 * was read last; those that are open go on. What cannot be used changes nothing, and the log says so once.
 *
 * <p>Threading: {@link #newHandler} on any thread; {@link #look} on the one that watches files.
 */
public final class Certificate {

    private static final Logger LOG = LoggerFactory.getLogger(Certificate.class);
    private static final SslProvider PROVIDER = OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;
    /** Nothing older, and nothing that lets who steals the key read what went over the wire before. */
    private static final List<String> CIPHERS = List.of(
            "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private final Path certificateFile;
    private final Path keyFile;
    private byte[] certificateBytes = new byte[0];
    private byte[] keyBytes = new byte[0];
    private volatile SslContext context;
    private String complaint;
    private boolean complained;

    /** @throws BadSettingException where a file is not there or not of its kind, or they do not belong to each other */
    public Certificate(TlsSettings settings) {
        this.certificateFile = settings.certificate().orElseThrow();
        this.keyFile = settings.key().orElseThrow();
        try {
            read();
        } catch (BadPairException e) {
            throw BadSettingException.of(e.isOfKey ? "buyers.tls.key" : "buyers.tls.certificate", e.getMessage());
        }
    }

    /** What a new connection begins with; {@code handshakeTimeout}: by when it must have come to terms. */
    public SslHandler newHandler(ByteBufAllocator memory, Duration handshakeTimeout) {
        SslHandler handler = context.newHandler(memory);
        handler.setHandshakeTimeoutMillis(handshakeTimeout.toMillis());
        return handler;
    }

    /** Reads again what has changed. */
    public void look() {
        try {
            read();
            complaint = null;
            complained = false;
        } catch (BadPairException e) {
            complain(e.getMessage());
        }
    }

    /** Not at the first look: of two files that are replaced, one is the new one before the other is. */
    private void complain(String what) {
        if (!what.equals(complaint)) {
            complaint = what;
            complained = false;
        } else if (!complained) {
            LOG.warn("{}; new connections go on to get the certificate that was read before", what);
            complained = true;
        }
    }

    private void read() throws BadPairException {
        byte[] certificate = contentOf(certificateFile, false);
        byte[] key = contentOf(keyFile, true);
        if (Arrays.equals(certificate, certificateBytes) && Arrays.equals(key, keyBytes)) {
            return;
        }
        PemPair pair = PemPair.read(certificateFile, certificate, keyFile, key);
        context = contextOf(pair);
        certificateBytes = certificate;
        keyBytes = key;
        X509Certificate own = pair.chain().get(0);
        LOG.info("TLS by {}: the certificate of {}, good until {}", PROVIDER, own.getSubjectX500Principal(),
                own.getNotAfter().toInstant());
    }

    private SslContext contextOf(PemPair pair) throws BadPairException {
        try {
            return SslContextBuilder.forServer(pair.key(), pair.chain()).sslProvider(PROVIDER)
                    .protocols("TLSv1.3", "TLSv1.2").ciphers(CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                    .applicationProtocolConfig(new ApplicationProtocolConfig(Protocol.ALPN,
                            SelectorFailureBehavior.NO_ADVERTISE, SelectedListenerFailureBehavior.ACCEPT,
                            ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1))
                    .build();
        } catch (SSLException | RuntimeException e) {
            // The library's own trouble with it; its message may show what stands in the file.
            throw BadPairException.ofCertificate(certificateFile,
                    "cannot be used for TLS (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static byte[] contentOf(Path file, boolean isOfKey) throws BadPairException {
        try {
            return SmallFile.read(file);
        } catch (IOException e) {
            throw isOfKey ? BadPairException.ofKey(file, e.getMessage())
                    : BadPairException.ofCertificate(file, e.getMessage());
        }
    }
}
