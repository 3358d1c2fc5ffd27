package dev.tocsin.lab.smtp;

import dev.tocsin.lab.Script;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One SMTP session, from the greeting to the end. Takes any user and password. */
final class Dialogue {
    /** Who gets a mail when it is complete. */
    interface Keeper {
        void keep(String from, List<String> to, String raw);
    }

    private final BufferedReader in;
    private final Writer out;
    private final Script<MailSink.Refusal> refusals;
    private final Keeper keeper;
    private Optional<MailSink.Refusal> pending = Optional.empty();
    private String from = "";
    private final List<String> to = new ArrayList<>();

    Dialogue(Socket socket, Script<MailSink.Refusal> refusals, Keeper keeper) throws IOException {
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        this.out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
        this.refusals = refusals;
        this.keeper = keeper;
    }

    void hold() throws IOException {
        pending = refusals.take();
        if (!isRefused("CONNECT")) {
            say("220 lab ESMTP");
        }
        String line = in.readLine();
        while (line != null && !line.equalsIgnoreCase("QUIT")) {
            hear(line);
            line = in.readLine();
        }
        if (line != null) {
            say("221 bye");
        }
    }

    private void hear(String line) throws IOException {
        String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        if (isRefused(verb)) {
            return;
        }
        switch (verb) {
            case "EHLO" -> say("250-lab\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN");
            case "AUTH" -> authenticate(line);
            case "MAIL" -> {
                to.clear();
                from = address(line);
                say("250 ok");
            }
            case "RCPT" -> {
                to.add(address(line));
                say("250 ok");
            }
            case "DATA" -> data();
            case "HELO", "NOOP", "RSET" -> say("250 ok");
            default -> say("502 not here");
        }
    }

    private void authenticate(String line) throws IOException {
        if (line.toUpperCase(Locale.ROOT).startsWith("AUTH LOGIN")) {
            say("334 VXNlcm5hbWU6");
            in.readLine();
            say("334 UGFzc3dvcmQ6");
            in.readLine();
        } else if (line.strip().split(" ").length < 3) {
            say("334 ");
            in.readLine();
        }
        say("235 welcome");
    }

    private void data() throws IOException {
        say("354 go on");
        StringBuilder raw = new StringBuilder();
        @Nullable String line = in.readLine();
        while (line != null && !line.equals(".")) {
            raw.append(line.startsWith("..") ? line.substring(1) : line).append("\r\n");
            line = in.readLine();
        }
        if (line != null && !isRefused(".")) {
            keeper.keep(from, to, raw.toString());
            say("250 ok");
        }
    }

    /** Refuses {@code verb} when that is what the script says. Falls silent for an empty reply, until the other side goes. */
    private boolean isRefused(String verb) throws IOException {
        if (pending.isEmpty() || !pending.get().verb().equals(verb)) {
            return false;
        }
        String reply = pending.get().reply();
        pending = Optional.empty();
        if (!reply.isEmpty()) {
            say(reply);
        }
        return true;
    }

    private void say(String reply) throws IOException {
        out.write(reply + "\r\n");
        out.flush();
    }

    private static String address(String line) {
        int open = line.indexOf('<');
        int close = line.indexOf('>', open + 1);
        return open < 0 || close < 0 ? "" : line.substring(open + 1, close);
    }
}
