package dev.tocsin.notify.email;

import dev.tocsin.http.Tls;
import dev.tocsin.notify.email.SmtpServer.Mode;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Hands mails to one server, each over a connection of its own that does not outlive its time: a kept one may have died since the
 * last mail, and one that hangs must not deliver behind our back.
 */
final class Mailer {
    private static final String VERIFY_NAME = "HTTPS";
    /** Those that take a password; the client would try it as an OAuth token first. */
    private static final String METHODS = "CRAM-MD5 PLAIN LOGIN";

    private final Supplier<Vertx> vertx;
    private final SmtpServer server;

    Mailer(Supplier<Vertx> vertx, SmtpServer server) {
        this.vertx = vertx;
        this.server = server;
    }

    /** Whom a server must take so that it is sent at all. */
    enum Recipients {
        ALL,
        ANY
    }

    /** Sends and waits. What the server or the way there says no with comes as the cause of the {@link ExecutionException}. */
    MailResult send(MailMessage mail, Duration time, Recipients wanted)
            throws ExecutionException, TimeoutException, InterruptedException {
        MailClient client = MailClient.create(vertx.get(), config(time, wanted));
        try {
            return client.sendMail(mail)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(time.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            // Nothing depends on how closing ends.
            client.close().onFailure(ignored -> {});
        }
    }

    private MailConfig config(Duration time, Recipients wanted) {
        int millis = Math.clamp(time.toMillis(), 1, Integer.MAX_VALUE);
        MailConfig config = new MailConfig()
                .setHostname(server.host())
                .setPort(server.port())
                .setOwnHostname(server.hello())
                .setKeepAlive(false)
                .setAllowRcptErrors(wanted == Recipients.ANY)
                .setUserAgent("tocsin")
                .setConnectTimeout(millis)
                .setIdleTimeout(millis)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        login(config);
        secure(config);
        return config;
    }

    private void login(MailConfig config) {
        config.setLogin(server.login().isPresent() ? LoginOption.REQUIRED : LoginOption.NONE);
        server.login()
                .ifPresent(login -> config.setAuthMethods(METHODS)
                        .setUsername(login.user())
                        .setPassword(login.password().reveal()));
    }

    private void secure(MailConfig config) {
        Tls tls = server.security().tls();
        config.setSsl(server.security().mode() == Mode.IMPLICIT);
        config.setStarttls(
                server.security().mode() == Mode.STARTTLS ? StartTLSOptions.REQUIRED : StartTLSOptions.DISABLED);
        config.setTrustAll(tls.insecure());
        config.setHostnameVerificationAlgorithm(tls.insecure() ? "" : VERIFY_NAME);
        tls.authorities()
                .ifPresent(file -> config.setPemTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        tls.certificate()
                .ifPresent(file -> config.setPemKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(file.toString())
                        .setKeyPath(tls.key().map(Object::toString).orElse(""))));
    }
}
