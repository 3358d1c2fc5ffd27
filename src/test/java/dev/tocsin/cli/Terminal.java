package dev.tocsin.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** What a person sees who types a command: the exit code, and what is written. */
record Terminal(int code, String out, String err) {
    static Terminal type(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.line(new PrintWriter(out, true), new PrintWriter(err, true), args)
                .execute(args);
        return new Terminal(code, out.toString(), err.toString());
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
