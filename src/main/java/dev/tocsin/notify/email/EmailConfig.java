package dev.tocsin.notify.email;

import dev.tocsin.config.Fields;
import dev.tocsin.config.Secret;
import dev.tocsin.http.Tls;
import dev.tocsin.notify.Keys;
import dev.tocsin.notify.Phrase;
import dev.tocsin.notify.Wording;
import dev.tocsin.notify.email.SmtpServer.Login;
import dev.tocsin.notify.email.SmtpServer.Mode;
import dev.tocsin.notify.email.SmtpServer.Security;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Alertmanager's {@code email_config}. {@code threaded}: an incident's mails refer to each other. */
record EmailConfig(String from, List<String> to, SmtpServer server, Texts texts, boolean threaded) {
    private static final int IMPLICIT_TLS_PORT = 465;
    private static final int MAX_PORT = 65_535;

    /** Texts that may be templates; {@code headers} by name, {@code Subject} among them. */
    record Texts(Phrase text, Phrase html, Map<String, Phrase> headers) {}

    /** What {@code global} says of mail. */
    record Usual(
            Optional<String> from,
            Optional<String> smarthost,
            Optional<String> hello,
            Optional<Login> login,
            Security security) {
        static Usual read(Fields global) {
            boolean required = global.flag("smtp_require_tls", true);
            boolean implicit = global.flag("smtp_force_implicit_tls", false);
            ignore(global, "smtp_auth_secret", "smtp_auth_identity");
            return new Usual(
                    address(global, "smtp_from"),
                    global.optionalAddress("smtp_smarthost"),
                    global.optionalText("smtp_hello"),
                    EmailConfig.login(global, "smtp_auth_username", "smtp_auth_password"),
                    new Security(
                            mode(implicit, required),
                            global.optional("smtp_tls_config", Tls::read).orElse(Tls.DEFAULT)));
        }
    }

    static EmailConfig read(Fields in, Usual usual, Wording wording) {
        ignore(in, "auth_secret", "auth_identity");
        Optional<String> from = address(in, "from").or(usual::from);
        if (from.isEmpty()) {
            in.fault("from", "is required, here or as global.smtp_from");
        }
        Texts texts = new Texts(wording.phrase(in, "text"), wording.phrase(in, "html"), wording.phrases(in, "headers"));
        return new EmailConfig(
                from.orElse(""),
                recipients(in),
                server(in, usual),
                texts,
                in.optional("threading", EmailConfig::threading).orElse(true));
    }

    private static SmtpServer server(Fields in, Usual usual) {
        String smarthost = in.optionalAddress("smarthost").or(usual::smarthost).orElse("");
        int colon = smarthost.lastIndexOf(':');
        int port = colon < 0 ? 0 : port(smarthost.substring(colon + 1));
        if (colon <= 0 || port == 0) {
            String wrong = smarthost.isEmpty() ? "is required, here or as global.smtp_smarthost" : "must be host:port";
            in.fault("smarthost", wrong);
        }
        return new SmtpServer(
                smarthost.substring(0, Math.max(0, colon)),
                port,
                in.optionalText("hello").or(usual::hello).orElse("localhost"),
                security(in, usual.security(), port),
                login(in, "auth_username", "auth_password").or(usual::login));
    }

    private static Security security(Fields in, Security usual, int port) {
        Tls tls = in.optional("tls_config", Tls::read).orElse(usual.tls());
        boolean required = in.flag("require_tls", usual.mode() != Mode.NONE);
        boolean implicit = in.flag("force_implicit_tls", usual.mode() == Mode.IMPLICIT || port == IMPLICIT_TLS_PORT);
        return new Security(mode(implicit, required), tls);
    }

    private static Mode mode(boolean implicit, boolean required) {
        if (implicit) {
            return Mode.IMPLICIT;
        }
        return required ? Mode.STARTTLS : Mode.NONE;
    }

    private static Optional<Login> login(Fields in, String user, String password) {
        Optional<Secret> secret = Keys.secret(in, password);
        return in.optionalText(user).map(name -> new Login(name, secret.orElseGet(() -> Secret.of(""))));
    }

    private static boolean threading(Fields in) {
        if (in.text("thread_by_date", "none").equals("daily")) {
            in.warn("thread_by_date", "mails are threaded by incident, not by day");
        }
        return in.flag("enabled", true);
    }

    private static List<String> recipients(Fields in) {
        List<String> to = Arrays.stream(in.text("to").split(","))
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .toList();
        to.stream()
                .filter(address -> !isAddress(address))
                .forEach(address -> in.fault("to", "not a mail address: " + address));
        return to;
    }

    private static Optional<String> address(Fields in, String key) {
        Optional<String> address = in.optionalText(key);
        address.filter(text -> !isAddress(text)).ifPresent(text -> in.fault(key, "not a mail address: " + text));
        return address;
    }

    private static boolean isAddress(String text) {
        return text.matches("(?s)[^\\r\\n{}]*[^\\s@{}]+@[^\\s@{}]+[^\\r\\n{}]*");
    }

    private static int port(String text) {
        boolean isNumber = text.matches("\\d{1,5}");
        int port = isNumber ? Integer.parseInt(text) : 0;
        return port <= MAX_PORT ? port : 0;
    }

    private static void ignore(Fields in, String... keys) {
        for (String key : keys) {
            if (in.has(key)) {
                in.warn(key, "is not used: the server is given user and password");
            }
        }
    }
}
