package dev.tocsin.notify.email;

import dev.tocsin.clock.Clock;
import dev.tocsin.config.Secret;
import dev.tocsin.incident.Page;
import dev.tocsin.notify.Cause;
import dev.tocsin.notify.Channel;
import dev.tocsin.notify.Delivery;
import dev.tocsin.notify.Veil;
import dev.tocsin.notify.email.Mailer.Recipients;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.SMTPException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** One list of recipients. Accepted means that the server has taken the mail, not that anybody has read it. */
final class EmailChannel implements Channel {
    private static final int PERMANENT = 500;

    private final EmailConfig config;
    private final Mailer mailer;
    private final Clock clock;
    private final AckLinks links;
    private final Veil veil;

    EmailChannel(EmailConfig config, Mailer mailer, Clock clock, AckLinks links) {
        this.config = config;
        this.mailer = mailer;
        this.clock = clock;
        this.links = links;
        this.veil = new Veil(config.server()
                .login()
                .map(SmtpServer.Login::password)
                .map(List::of)
                .orElse(List.<Secret>of()));
    }

    @Override
    public Delivery send(Page page, Instant deadline) {
        MailMessage mail = new MailBody(config, page, links.letter(page), links.of(page)).message();
        Delivery delivery = send(mail, deadline, Recipients.ALL);
        boolean isOneOfMany = delivery instanceof Delivery.Refused refused
                && refused.cause() == Cause.NO_SUCH_ADDRESSEE
                && config.to().size() > 1;
        if (!isOneOfMany) {
            return delivery;
        }
        // One bad address must not cost the others their mail.
        return send(mail, deadline, Recipients.ANY) instanceof Delivery.Accepted accepted ? accepted : delivery;
    }

    /** A mail server counts by who is logged in. */
    @Override
    public Optional<Secret> credential() {
        String login = config.server().login().map(SmtpServer.Login::user).orElse("");
        return Optional.of(Secret.of(where() + ' ' + login));
    }

    private Delivery send(MailMessage mail, Instant deadline, Recipients wanted) {
        Duration left = Duration.between(clock.now(), deadline);
        if (!left.isPositive()) {
            return new Delivery.Deferred(Cause.TIMEOUT, "no time was left to send it");
        }
        try {
            return accepted(mailer.send(mail, left, wanted));
        } catch (ExecutionException failed) {
            return judge(Optional.ofNullable(failed.getCause()).orElse(failed));
        } catch (TimeoutException late) {
            return new Delivery.Unknown(Cause.TIMEOUT, where() + ": no answer in time");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Delivery.Unknown(Cause.RESTARTED, where() + ": stopped while sending");
        }
    }

    private Delivery accepted(MailResult result) {
        List<String> missing = new ArrayList<>(config.to());
        missing.removeIf(address -> result.getRecipients().stream().anyMatch(address::contains));
        return new Delivery.Accepted(
                missing.isEmpty() ? result.getMessageID() : "the server refused " + String.join(", ", missing));
    }

    private Delivery judge(Throwable cause) {
        String detail = where() + ": " + veil.over(String.valueOf(cause.getMessage()));
        return switch (cause) {
            case SMTPException smtp -> judge(smtp);
            case SSLException tls -> new Delivery.Deferred(Cause.TLS, detail);
            case UnknownHostException unknown -> new Delivery.Deferred(Cause.UNREACHABLE, detail);
            case ConnectException refused -> new Delivery.Deferred(Cause.UNREACHABLE, detail);
            case IOException broken -> new Delivery.Unknown(Cause.UNREACHABLE, detail);
            default ->
                detail.contains("STARTTLS")
                        ? new Delivery.Deferred(Cause.TLS, detail)
                        : new Delivery.Unknown(Cause.UNREACHABLE, detail);
        };
    }

    private Delivery judge(SMTPException smtp) {
        String said = where() + ": " + veil.over(String.join(" ", smtp.getReplyMessages()));
        if (smtp.getReplyCode() < PERMANENT) {
            return new Delivery.Deferred(Cause.SERVER_ERROR, said);
        }
        return switch (smtp.getReplyCode()) {
            case 530, 534, 535, 538 -> new Delivery.Refused(Cause.UNAUTHORIZED, said);
            case 550, 551, 553 -> new Delivery.Refused(Cause.NO_SUCH_ADDRESSEE, said);
            default -> new Delivery.Refused(Cause.INVALID, said);
        };
    }

    private String where() {
        return config.server().host() + ":" + config.server().port();
    }
}
